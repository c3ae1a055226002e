"""The application: routes, sessions, errors, one database, one clock."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from litestar import Litestar
from litestar.datastructures import State
from litestar.middleware import DefineMiddleware

from governance.app.daily import watching
from governance.app.opening import opened
from governance.app.refusals import noted
from governance.app.routes import API, PAGES, described
from governance.app.sending import sending
from governance.base.clock import Clock, system_clock
from governance.base.database import DATABASE
from governance.base.errors import N_
from governance.base.sealing import SEALER
from governance.base.settings import Settings
from governance.files.keeping.remote import STORE
from governance.identity.limiting.actions import Counter
from governance.identity.limiting.middleware import Limits
from governance.identity.middleware import Sessions
from governance.identity.providers.remote import Peer
from governance.identity.providers.settings import read_providers
from governance.identity.rules import limits_of
from governance.migrations.runner import APP
from governance.overview.permissions.rules import MATRIX
from governance.web.acting import AnyRequest, actor_or_nobody
from governance.web.addresses import page
from governance.web.pages import Link, Shell, gettext
from governance.web.plugin import Application, install

MAX_BODY = 1_000_000
"""Bytes of a request; uploads get their own limit where they are taken."""

NAVIGATION = {
    "start": (N_("Start"), "start.read"),
    "agreements": (N_("Agreements"), "agreement.read"),
    "commitments": (N_("Commitments"), "commitment.read"),
    "dashboard": (N_("Dashboard"), "dashboard.read"),
    "calendar": (N_("Milestones"), "calendar.read"),
    "rounds": (N_("Report rounds"), "round.read"),
    "network": (N_("Network"), "register.read"),
    "notices": (N_("Messages"), "notice.read"),
    "people": (N_("People"), "person.list"),
    "reviews": (N_("Reviews of roles"), "review.read"),
    "trail": (N_("Trail"), "trail.of_organisation"),
}
"""Where one can go, by the words of the addresses, and the row of the matrix that opens it."""
BELONGS = {
    "agreements": (
        "models", "clauses", "own-clauses", "registrations", "parties", "party-authorities",
        "consent-requests", "termination-notices", "goals", "barriers", "contributions",
        "spending", "indicators",
    ),
    "calendar": ("calendar-feeds",),
}  # fmt: skip
"""Pages that stand at an address of their own and belong to one of these."""


def shell(request: AnyRequest) -> Shell:
    """What stands round every page."""
    service, actor = gettext(N_("Administrative agreements")), actor_or_nobody(request)
    if actor is None:
        return Shell(service)
    links = tuple(
        Link(gettext(label), href, _under(request.url.path, word))
        for word, (label, action) in NAVIGATION.items()
        if MATRIX[action].held_by(actor) and (href := page(word))
    )
    return Shell(service, links, actor.function)


def _under(here: str, word: str) -> bool:
    """Whether an address stands under one of the navigation."""
    first = f"/{here.split('/')[1]}"
    return first in {page(one) for one in (word, *BELONGS.get(word, ()))}


def peers_of(settings: Settings) -> dict[str, Peer]:
    """The providers that the settings name, of which nothing is known yet but that."""
    providers = read_providers(settings.providers, os.environ) if settings.providers else {}
    return {key: Peer(provider) for key, provider in providers.items()}


def create_app(
    database_url: str, *, clock: Clock = system_clock, settings: Settings | None = None
) -> Litestar:
    """The service on a migrated database. Every connection runs as the role that may less."""
    given = settings or Settings()
    kept = {"clock": clock, "database_url": database_url}
    kept |= {"peers": peers_of(given), "settings": given}

    @asynccontextmanager
    async def database(app: Litestar) -> AsyncIterator[None]:
        STORE.open(given)
        SEALER.open(given.secret_key)
        await DATABASE.start(app.state.database_url, server_settings={"role": APP})
        app.state.counter = Counter()
        try:
            async with watching(clock, given) as looked, sending(given, clock):
                app.state.looked = looked
                yield
        finally:
            await DATABASE.stop()
            SEALER.close()
            STORE.close()

    return Application(
        route_handlers=[*PAGES, *API, described],
        middleware=[
            DefineMiddleware(Sessions, clock=clock, limits=limits_of(given)),
            DefineMiddleware(Limits, clock=clock, settings=given),
        ],
        on_app_init=[install],
        after_exception=[noted],
        lifespan=[database],
        state=State({**kept, "shell": shell}),
        request_max_body_size=MAX_BODY,
        openapi_config=None,
        # Its own would write the addresses of other systems; ours stands in ``app.logs``.
        logging_config=None,
        guards=[opened],
    )
