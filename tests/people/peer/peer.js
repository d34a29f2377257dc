// oidc-provider, once for each login door, on loopback ports that the machine chooses.
//
// The first line on stdin (JSON) says which doors, clients, people and keys there are; the answer is one line
// with each door's issuer. It ends when stdin does: also when whoever started it was killed.
import { createServer } from 'node:http';
import { randomUUID } from 'node:crypto';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import Provider from 'oidc-provider';

const MITID_SESSION = 16200;
const INFO = {
  openid: ['sub', 'idp', 'identity_type', 'loa', 'session_expiry', 'tid', 'transaction_id'],
  mitid: ['mitid.date_of_birth', 'mitid.has_cpr', 'mitid.identity_name', 'mitid.uuid'],
  ssn: ['dk.cpr'],
  profile: ['name', 'roles'],
};
const page = (people) => `<!doctype html><title>Peer</title><form method="post">
${people.map((key) => `<button name="person" value="${key}">${key}</button>`).join('\n')}
<input name="error"><input name="error_description"></form>`;

// What is said of a person: how sure, in the ID token; who, in userinfo. As the Danish brokers share it out.
const account = (people) => (_ctx, accountId) => people[accountId] && {
  accountId,
  claims: (use) => (use === 'id_token' ? {
    sub: accountId,
    transaction_id: randomUUID(),
    session_expiry: String(Math.floor(Date.now() / 1000) + MITID_SESSION),
    ...people[accountId].token,
  } : { sub: accountId, ...people[accountId].info }),
};

function setUp(issuer, { clients, people, keys, secret }) {
  return new Provider(issuer, {
    clients,
    jwks: keys,
    claims: INFO,
    conformIdTokenClaims: false,
    cookies: { keys: [secret] },
    enabledJWA: { clientAuthSigningAlgValues: ['RS256', 'PS256', 'ES256'] },
    pkce: { required: () => true },
    findAccount: account(people),
    async loadExistingGrant(ctx) { // nobody is asked for consent: MitID does not either
      const grant = new ctx.oidc.provider.Grant({
        clientId: ctx.oidc.client.clientId,
        accountId: ctx.oidc.session.accountId,
      });
      grant.addOIDCScope(ctx.oidc.params.scope);
      await grant.save();
      return grant;
    },
    interactions: { url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
    routes: { authorization: '/authorize', end_session: '/end', jwks: '/jwks', token: '/token', userinfo: '/userinfo' },
    // The dispatcher it brings refuses special addresses, and everything here is on one: loopback.
    fetch: (url, { dispatcher: _refuses, ...options }) => globalThis.fetch(url, options),
    features: {
      devInteractions: { enabled: false },
      backchannelLogout: { enabled: true },
      rpInitiatedLogout: { enabled: true, logoutSource: (ctx, form) => { ctx.body = form; } },
    },
    ttl: { AccessToken: 300, AuthorizationCode: 60, Grant: 3600, IdToken: 300, Interaction: 900, Session: 3600 },
  });
}

async function interact(provider, people, request, response) {
  await provider.interactionDetails(request, response);
  if (request.method === 'GET') {
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    response.end(page(Object.keys(people)));
    return;
  }
  const { person, ...refusal } = Object.fromEntries(new URLSearchParams(await text(request)));
  const result = person ? { login: { accountId: person } } : refusal;
  await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
}

function listen(door) {
  return new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const issuer = `http://127.0.0.1:${server.address().port}`;
      const provider = setUp(issuer, door);
      const answer = provider.callback();
      for (const wrong of ['server_error', 'backchannel.error']) provider.on(wrong, (_ctx, fault) => console.error(fault));
      server.on('request', (request, response) => {
        if (!request.url.startsWith('/interaction/')) answer(request, response);
        else {
          interact(provider, door.people, request, response).catch((fault) => {
            response.statusCode = 400;
            response.end(String(fault.message));
          });
        }
      });
      done(issuer);
    });
  });
}

const lines = createInterface({ input: process.stdin });
lines.once('line', async (told) => {
  const issuers = {};
  for (const [name, door] of Object.entries(JSON.parse(told))) issuers[name] = await listen(door);
  console.log(`PEER ${JSON.stringify(issuers)}`);
});
lines.once('close', () => process.exit(0));
