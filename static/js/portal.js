/* Fællesplan: small helps on top of pages that work without them. Nothing is ever kept in the browser. */
(function () {
  'use strict';

  const root = document.documentElement;
  const PAUSE = 1500; // ms of quiet before a draft is sent
  const LAST_WORDS = 800; // ms a closing page waits for the server to take the draft

  // --- Drafts: what someone writes is kept for them on the server ---

  class Draft {
    constructor(form) {
      this.form = form;
      this.words = form.dataset;
      this.line = form.querySelector('p.saved[role=status]');
      this.timer = 0;
      this.asking = null; // the save that is on its way
      this.unsaved = false;
      this.handedOver = false; // to the browser, to send after the page is gone
      this.sent = false;
      form.addEventListener('input', () => this.wait());
      form.addEventListener('submit', () => this.send());
      addEventListener('online', () => this.save());
    }

    wait() {
      this.unsaved = true;
      this.handedOver = false;
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.save(), PAUSE);
    }

    // A draft that lands after its form was sent would come back as something unfinished.
    send() {
      this.sent = true;
      this.stop();
    }

    stop() {
      clearTimeout(this.timer);
      if (this.asking) this.asking.abort();
      this.asking = null;
    }

    data() {
      const data = new FormData(this.form);
      for (const field of this.form.querySelectorAll('[data-unkept]')) data.delete(field.name);
      data.append('place', this.words.place);
      return data;
    }

    post(signal) {
      return fetch(this.words.keeps, {
        method: 'POST', body: this.data(), credentials: 'same-origin', redirect: 'manual', signal,
      });
    }

    async save() {
      if (this.sent || !this.unsaved) return;
      this.stop();
      const mine = this.asking = new AbortController();
      this.unsaved = false;
      try {
        this.told(await this.post(mine.signal));
      } catch (error) {
        if (!mine.signal.aborted) this.trouble(this.words.offlineText); // else newer words are on their way
      }
      if (this.asking === mine) this.asking = null;
    }

    told(answer) {
      const time = answer.headers.get('X-Saved-At');
      if (answer.status !== 204 || !time) this.trouble(this.words.unsavedText);
      else this.say(this.words.savedText.replace('{time}', time), false);
    }

    trouble(text) {
      this.unsaved = true;
      this.say(text, true);
    }

    say(text, off) {
      if (!this.line || this.line.textContent === text) return;
      this.line.textContent = text;
      this.line.classList.toggle('off', off);
    }

    waiting() {
      return !this.sent && (this.unsaved || Boolean(this.asking));
    }

    // Nobody hears the answer to this, so the words still count as unsaved if the page comes back.
    handOver() {
      if (this.handedOver || !this.waiting()) return;
      this.stop();
      this.unsaved = this.handedOver = true;
      if (!navigator.sendBeacon || !navigator.sendBeacon(this.words.keeps, this.data())) this.post().catch(() => {});
    }

    lastWords() {
      this.stop();
      this.unsaved = true;
      return this.post().then(() => { this.unsaved = false; }).catch(() => {});
    }
  }

  const drafts = Array.from(document.querySelectorAll('form[data-keeps]'), (form) => new Draft(form));

  function handOverAll() {
    drafts.forEach((draft) => draft.handOver());
  }

  addEventListener('pagehide', handOverAll);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') handOverAll();
    else drafts.forEach((draft) => draft.save());
  });
  // Signing out ends the session, so the words of the other forms go first.
  document.addEventListener('submit', ({target}) => {
    if (!target.dataset.close) drafts.forEach((draft) => { if (draft.form !== target) draft.handOver(); });
  }, true);

  // --- Close the page: blank at once, then the server, then another place ---

  function close(event) {
    event.preventDefault();
    const form = event.currentTarget;
    const away = form.dataset.close;
    const body = new FormData(form);
    root.hidden = true;
    document.title = '\u2026';
    news.forEach((line) => line.stop());
    const leave = () => {
      handOverAll();
      fetch(form.action, {method: 'POST', body, keepalive: true, credentials: 'same-origin', redirect: 'manual'})
        .catch(() => {});
      location.replace(away);
    };
    const waiting = drafts.filter((draft) => draft.waiting()).map((draft) => draft.lastWords());
    if (!waiting.length) return leave();
    // The draft must arrive before the session ends, but a slow line may not hold anyone here.
    return Promise.race([Promise.all(waiting), new Promise((go) => setTimeout(go, LAST_WORDS))]).then(leave);
  }

  document.querySelectorAll('form[data-close]').forEach((form) => form.addEventListener('submit', close));

  // --- The same by key: Shift three times and nothing else, each within five seconds of the one before ---

  const FORGETS_PRESSES = 5000; // ms

  function closeByKey(form) {
    const line = form.querySelector('[role=status]');
    let presses = 0;
    let alone = false; // a Shift that makes a capital letter, or changes the keyboard, is not meant
    let timer = 0;
    const forget = () => {
      presses = 0;
      line.textContent = '';
    };
    addEventListener('keydown', ({key, ctrlKey, altKey, metaKey}) => {
      alone = key === 'Shift' && !ctrlKey && !altKey && !metaKey;
      if (!alone) forget();
    });
    addEventListener('pointerdown', () => { alone = false; });
    addEventListener('keyup', ({key}) => {
      if (key !== 'Shift' || !alone) return;
      alone = false;
      presses += 1;
      clearTimeout(timer);
      timer = setTimeout(forget, FORGETS_PRESSES);
      if (presses === 3) form.querySelector('button').click();
      else line.textContent = presses === 1 ? line.dataset.two : line.dataset.one;
    });
  }

  document.querySelectorAll('form[data-close]').forEach(closeByKey);

  // --- News: has somebody else done something here since the page was made? ---

  const EVERY = 10000; // ms between two questions
  const CALM = 60000; // when nothing has come for a while, or the line is poor
  const GIVES_ROOM = 300000; // the longest pause after errors
  const QUIET_AFTER = 30; // questions in a row without news
  const SLOW = 2500; // ms that a good line never takes
  const PATIENCE = 20000; // ms until an answer is given up

  class News {
    constructor(line) {
      this.line = line;
      this.timer = 0;
      this.asking = null;
      this.quiet = 0;
      this.pause = EVERY;
      this.asked = performance.now();
      this.over = false;
      document.addEventListener('visibilitychange', () => this.turn());
      addEventListener('online', () => this.turn());
      this.wait();
    }

    wait() {
      clearTimeout(this.timer);
      if (this.over || document.hidden) return;
      this.timer = setTimeout(() => this.ask(), this.pause * (0.8 + Math.random() * 0.4));
    }

    // Coming back to the page asks at once, but not again and again.
    turn() {
      clearTimeout(this.timer);
      if (this.over) return;
      if (document.hidden) return void (this.asking && this.asking.abort());
      if (performance.now() - this.asked < EVERY) this.wait();
      else this.ask();
    }

    async ask() {
      if (this.asking) return;
      const mine = this.asking = new AbortController();
      const began = this.asked = performance.now();
      const givesUp = setTimeout(() => mine.abort(), PATIENCE);
      try {
        const answer = await fetch(this.line.dataset.asks, {
          headers: {'If-None-Match': `"${this.line.value}"`},
          cache: 'no-store', credentials: 'same-origin', redirect: 'manual', signal: mine.signal,
        });
        await this.told(answer, performance.now() - began);
      } catch (error) {
        if (!document.hidden) this.giveRoom(); // else the page was only put away
      }
      clearTimeout(givesUp);
      this.asking = null;
      this.wait();
    }

    async told(answer, took) {
      if (answer.status === 200) this.say((await answer.json()).says);
      else if (answer.status === 304) this.nothing(took);
      else if (answer.status === 429 || answer.status >= 500) this.giveRoom();
      else this.stop(); // signed out, or no longer part of the case
    }

    nothing(took) {
      const {saveData, effectiveType} = navigator.connection || {};
      this.quiet += 1;
      if (took > SLOW || saveData || /2g/.test(effectiveType)) this.pause = CALM;
      else this.pause = this.quiet < QUIET_AFTER ? EVERY : Math.min(2 * this.pause, CALM);
    }

    giveRoom() {
      this.pause = Math.min(2 * this.pause, GIVES_ROOM);
    }

    // The line stands apart from the page, so that nothing moves under the one who reads or writes.
    say(words) {
      const link = document.createElement('a');
      link.href = this.line.dataset.told;
      link.textContent = words;
      this.line.append(link);
      this.stop();
    }

    stop() {
      this.over = true;
      clearTimeout(this.timer);
    }
  }

  const news = Array.from(document.querySelectorAll('.news[data-asks]'), (line) => new News(line));

  // --- Rest: the session ends when nobody has been here; said two minutes before, and put off with one press ---

  const SAID_BEFORE = 120; // seconds
  const NOTED_LATE = 60; // seconds: how seldom the server notes that somebody is here
  const TRIES_AGAIN = 30; // seconds, when the line is gone

  class Rest {
    constructor(line) {
      this.line = line;
      this.timer = 0;
      this.shown = null;
      this.ask = this.ask.bind(this);
      this.next(Number(line.dataset.left) - SAID_BEFORE - NOTED_LATE);
      // A phone that slept has missed its time.
      document.addEventListener('visibilitychange', () => { if (!document.hidden) this.ask(); });
    }

    next(seconds) {
      clearTimeout(this.timer);
      this.timer = setTimeout(this.ask, 1000 * Math.max(seconds, 1));
    }

    // Asking prolongs nothing; only the press of the button does.
    async ask() {
      try {
        this.told(await fetch(this.line.dataset.asks, {credentials: 'same-origin', redirect: 'manual'}));
      } catch (error) {
        this.next(TRIES_AGAIN);
      }
    }

    async stay() {
      const body = new FormData();
      body.append('csrf_token', document.querySelector('[name=csrf_token]').value);
      try {
        this.told(await fetch(this.line.dataset.asks, {
          method: 'POST', body, credentials: 'same-origin', redirect: 'manual',
        }));
      } catch (error) {
        this.next(TRIES_AGAIN);
      }
    }

    async told(answer) {
      if (answer.status === 200) this.say((await answer.json()).left);
      else if (answer.status >= 500) this.next(TRIES_AGAIN);
      else this.over();
    }

    say(left) {
      if (left > SAID_BEFORE) {
        if (this.shown) this.shown.remove();
        this.shown = null;
        return this.next(left - SAID_BEFORE);
      }
      if (!this.shown) this.show();
      if (left <= 60) this.shown.querySelector('b').textContent = this.line.dataset.soon;
      return this.next(left > 60 ? left - 60 : left + 1);
    }

    show() {
      this.line.append(this.line.querySelector('template').content.cloneNode(true));
      this.shown = this.line.lastElementChild;
      this.shown.querySelector('button').addEventListener('click', () => this.stay());
      this.shown.querySelector('.kept').hidden = drafts.some((draft) => draft.waiting());
    }

    // What stood on the page is not left for the next one who takes the phone. Words that are not saved stay.
    over() {
      if (!drafts.some((draft) => draft.waiting())) location.replace(location.pathname + location.search);
    }
  }

  document.querySelectorAll('.rest[data-asks]').forEach((line) => new Rest(line));

  // --- The way back never shows a page from before ---

  addEventListener('pagehide', (event) => {
    if (event.persisted) root.hidden = true;
  });
  addEventListener('pageshow', (event) => {
    if (event.persisted) location.reload();
  });

  // --- Who reads it: older phones without :has() ---

  function showReaders(form) {
    const chosen = form.querySelector('.audience :checked');
    form.querySelectorAll('.only').forEach((words) => {
      words.classList.toggle('on', Boolean(chosen) && words.classList.contains(chosen.value));
    });
    form.querySelectorAll('.any').forEach((words) => { words.hidden = Boolean(chosen); });
  }

  if (!(window.CSS && CSS.supports && CSS.supports('selector(:has(*))'))) {
    document.querySelectorAll('fieldset.audience').forEach((fieldset) => {
      fieldset.addEventListener('change', () => showReaders(fieldset.form));
      showReaders(fieldset.form);
    });
  }

  // --- Copy a link ---

  if (navigator.clipboard) {
    document.querySelectorAll('button[data-copy]').forEach((button) => {
      button.hidden = false;
      button.addEventListener('click', async () => {
        await navigator.clipboard.writeText(document.querySelector(button.dataset.copy).value);
        if (button.dataset.copied) button.textContent = button.dataset.copied;
      });
    });
  }
}());
