"""Put the portal together. The one place that knows every room; no room imports this."""

from pathlib import Path
from typing import Any
from uuid import UUID

from flask import Flask

from portal.access import arriving, decisions, guard, keeping, looked, looking_as, operations, writing_for
from portal.cases import child_places, drafting, guests, invitations, panels
from portal.cases import policy as cases_policy
from portal.cases import routes as cases_routes
from portal.cases.forms.helping import HowForm
from portal.cases.queries import (
    adopt_due,
    adopt_occasions,
    adopt_own_consent_age,
    adopt_urgent,
    awaits_at_work,
    cases_with_a_promise_to_keep,
    who_promised,
)
from portal.cases.queries.actors import actors_of
from portal.cases.queries.called_together import adopt_gathered
from portal.cases.service import (
    Waits,
    adopt_addressed,
    adopt_gates,
    adopt_promises,
    adopt_waits,
    adopt_welcomes,
    hand_over,
    remind,
    still,
)
from portal.child import policy as child_policy
from portal.child import routes as child_routes
from portal.db.clock import close_on, now
from portal.db.sealed import use_keys
from portal.db.session import connect, session
from portal.mapping import policy as mapping_policy
from portal.mapping import routes as mapping_routes
from portal.mapping import service as mapping_service
from portal.meetings import policy as meetings_policy
from portal.meetings import queries as meetings_queries
from portal.meetings import routes as meetings_routes
from portal.messages import sending, worker
from portal.network import policy as network_policy
from portal.network import routes as network_routes
from portal.network import service as network_service
from portal.network.queries import actor_for
from portal.network.queries.ending import cases_with_a_permission_ending, whose_permission_ends
from portal.network.queries.grounds import let_in_with_every_yes
from portal.network.queries.opened_up import opened_up
from portal.notes import policy as notes_policy
from portal.notes import queries as notes_queries
from portal.notes import routes as notes_routes
from portal.notes import service as notes_service
from portal.oversight import policy as oversight_policy
from portal.oversight import routes as oversight_routes
from portal.oversight import service as oversight_service
from portal.people import about, accounts, backchannel, devices, oidc, signed_in
from portal.people import routes as people_routes
from portal.people.service import adopt_awaits
from portal.plan import policy as plan_policy
from portal.plan import queries as plan_queries
from portal.plan import routes as plan_routes
from portal.plan import service as plan_service
from portal.plan.queries.purpose import past_expected_end
from portal.referrals import routes as referrals_routes
from portal.referrals.service import adopt_first_words
from portal.review import policy as review_policy
from portal.review import queries as review_queries
from portal.review import routes as review_routes
from portal.review import service as review_service
from portal.ruler import policy as ruler_policy
from portal.ruler import queries as ruler_queries
from portal.ruler import routes as ruler_routes
from portal.settings import Settings
from portal.web import assets, errors, forms, headers, i18n, limits, logs, rendering, saving
from portal.web.moments import time_left
from portal.writing.differences import differences

ROOT = Path(__file__).parent.parent
ROOMS = (
    cases_routes,
    *(invitations, guests, child_places, drafting),
    people_routes,
    devices,
    accounts,
    backchannel,
    about,
    mapping_routes,
    ruler_routes,
    network_routes,
    plan_routes,
    review_routes,
    meetings_routes,
    referrals_routes,
    notes_routes,
    oversight_routes,
    child_routes,
)
POLICIES = (
    cases_policy,
    mapping_policy,
    ruler_policy,
    network_policy,
    plan_policy,
    review_policy,
    meetings_policy,
    notes_policy,
    oversight_policy,
    child_policy,
)
OFFERS = [
    cases_routes.OFFERS_OF_SEATS,
    network_routes.OFFERS,
    plan_routes.BREACH_OFFERS,
    plan_routes.PAUSE_OFFERS,
    plan_routes.LOOK_OFFERS,
    plan_routes.OFFERS,
    plan_routes.CLOSING_OFFERS,
    meetings_routes.OFFERS,
    review_routes.OFFERS,
    review_routes.INQUIRY_OFFERS,
    child_routes.OFFERS,
    mapping_routes.OFFERS,
    ruler_routes.OFFERS,
    notes_routes.OFFERS,
    oversight_routes.OFFERS,
    cases_routes.OFFERS,
    referrals_routes.OFFERS,
    cases_routes.APART_OFFERS,
]
WAITS = [
    Waits(plan_queries.cases_with_a_plan_out, plan_queries.who_has_not_answered),
    Waits(cases_with_a_promise_to_keep, who_promised),
    Waits(meetings_queries.cases_with_a_meeting_near, meetings_queries.who_has_not_answered),
    Waits(cases_with_a_permission_ending, whose_permission_ends),
    Waits(plan_queries.cases_followed_up_soon, plan_queries.who_follows_up),
    Waits(notes_queries.cases_with_a_note_due, notes_queries.who_looks_again),
    Waits(ruler_queries.cases_where_it_is_long_ago, ruler_queries.whose_is_long_ago),
    Waits(ruler_queries.cases_where_somebody_never_answered, ruler_queries.who_never_answered),
]
ADDRESSED: list[Any] = [
    plan_queries.that_bind,
    plan_queries.items_naming,
    plan_queries.written_in_seat,
    plan_queries.reported_in_seat,
    meetings_queries.that_call,
    opened_up,
]


def create_app(settings: Settings) -> Flask:
    """The portal as a WSGI app. Touches no database and no network; refuses to start with an open door."""
    app = Flask("portal", template_folder=str(ROOT / "templates"), static_folder=None)
    _configure(app, settings)
    _connect(settings)
    _give_every_page_its_needs(app, settings)
    for room in ROOMS:
        app.register_blueprint(room.bp)
    operations.init_app(app)
    limits.init_app(app, settings, keep=keeping.keep_words)
    for policy in POLICIES:
        decisions.adopt(policy.RULES)
    panels.adopt(OFFERS)
    adopt_promises([review_queries.promises, ruler_queries.promises, plan_queries.promises_of_breaches])
    adopt_due([notes_queries.due], past=[past_expected_end])
    adopt_gathered(meetings_queries.that_gather, meetings_queries.gathered_by_now)
    adopt_urgent([plan_queries.urgent], worried=[ruler_queries.worried])
    ask = ruler_queries.ask(settings.ruler_days)
    adopt_occasions(plan_queries.occasions, meetings_queries.occasions, ask=ask)
    adopt_own_consent_age(settings.own_consent_age)
    adopt_gates([let_in_with_every_yes])
    notes_service.adopt_place_to_open_in(mapping_service.put_worry)
    adopt_waits(WAITS)
    adopt_welcomes([network_service.seat_filled])
    adopt_first_words([mapping_service.first_words, review_service.first_words])
    adopt_addressed(ADDRESSED)
    arriving.adopt_actor_source(actor_for)
    writing_for.adopt(HowForm, actors_of)
    adopt_awaits(awaits_at_work)
    guard.refuse_to_start_with_open_doors(app)
    return app


def create_worker(settings: Settings, **how: Any) -> Any:
    """What `portal work` runs, on the database that is connected; `how`: see `worker.consumer`."""
    adopt_waits(WAITS)
    manners = sending.manners_of(settings, still_to_tell)
    queue = worker.queue(settings.database_url, settings.secret_key.get_secret_value())
    often = [plan_service.settle_where_they_met, hand_over, lambda: sending.deliver_due(manners)]
    return worker.consumer(queue, often, [remind], **how)


def still_to_tell(person_id: UUID, key: str | None) -> bool:
    """Just before a message is sent: does any room still have something for this person?"""
    leads = key is None and plan_queries.waits_for_leaders(person_id)
    worries = key is None and ruler_queries.waits_for_leaders(person_id)
    return still(person_id, key) or oversight_service.still(person_id, key) or leads or worries


def _configure(app: Flask, settings: Settings) -> None:
    secure = settings.private_wire
    app.config.update(
        SETTINGS=settings,
        SECRET_KEY=settings.secret_key.get_secret_value(),
        WTF_CSRF_TIME_LIMIT=None,
        MAX_CONTENT_LENGTH=settings.max_form_bytes,
        MAX_FORM_MEMORY_SIZE=settings.max_form_bytes,
        SESSION_COOKIE_NAME="__Host-portal" if secure else "portal",
        SESSION_COOKIE_SECURE=secure,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        PREFERRED_URL_SCHEME="https" if secure else "http",
    )


def _connect(settings: Settings) -> None:
    use_keys(settings.keys())
    close_on(settings.closed)
    session.remove()
    session.configure(bind=connect(settings.database_url))


def _give_every_page_its_needs(app: Flask, settings: Settings) -> None:
    logs.init_app(app)
    headers.init_app(app, settings)
    saving.init_app(app, afterwards=[looked.write, signed_in.touch])
    i18n.init_app(app, remembered=signed_in.language)
    more = {
        "may": decisions.may,
        "differences": differences,
        "time_left": time_left,
        **writing_for.FOR_TEMPLATES,
    }
    rendering.init_app(app, settings, **more, today=now, rests_in=signed_in.rests_in)
    looking_as.init_app(app)
    assets.init_app(app)
    errors.init_app(app)
    signed_in.init_app(app, settings)
    oidc.init_app(app, settings)
    csrf = forms.FormKey(app)
    for view in (people_routes.close_page, *backchannel.WITHOUT_A_FORM):
        csrf.exempt(view)
    for name in ("file", "favicon", "robots"):
        guard.public()(app.view_functions[f"assets.{name}"])
