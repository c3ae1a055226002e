"""``governance invite``: a link for the first person who signs in, or for who is locked out."""

from __future__ import annotations

import asyncio
import os

import click
from msgspec import Struct

from governance.base.clock import system_clock
from governance.base.database import DATABASE
from governance.base.embedded import Embedded
from governance.base.errors import N_
from governance.base.origin import Way, originating
from governance.base.sealing import SEALER
from governance.base.settings import Settings, read
from governance.cli.helping import Helping
from governance.cli.keying import keyed
from governance.cli.saying import say
from governance.identity.inviting.making.actions import Invited
from governance.identity.people.beginning.actions import begin, begin_anew
from governance.migrations.runner import APP, migrate
from governance.web.addresses import Key, page

MADE = N_("Open this link before {moment} UTC; it works once:")
RENEWED = N_("All earlier ways to sign in of this person have ended.")


class Asked(Struct, frozen=True):
    """What was typed after ``governance invite``."""

    function: str
    email: str
    organisation: str
    everything: bool
    anew: bool


async def _made(settings: Settings, database_url: str, asked: Asked) -> str:
    SEALER.open(keyed(settings).secret_key)
    await DATABASE.start(database_url, server_settings={"role": APP})
    try:
        made = await _invited(settings, asked)
    finally:
        await DATABASE.stop()
    if asked.anew:
        say(RENEWED)
    say(MADE, moment=f"{made.expires_at:%Y-%m-%d %H:%M}")
    return settings.address + page("invitations", Key(made.token))


async def _invited(settings: Settings, asked: Asked) -> Invited:
    at, days = system_clock(), settings.invitation_days
    if asked.anew:
        return await begin_anew(asked.email, at=at, days=days)
    return await begin(
        asked.function, asked.email, asked.organisation, asked.everything,
        settings.address + page("people"), at=at, days=days,
    )  # fmt: skip


@click.command(
    cls=Helping,
    help=N_(
        "Invite the first person who signs in, or give a locked-out administrator new access; "
        "prints the link."
    ),
)
@click.argument("function", default="")
@click.option("--email", required=True, metavar="ADDRESS", help=N_("To sign in with."))
@click.option(
    "--organisation", default="", metavar="NAME", help=N_("Administers this organisation.")
)
@click.option("--system-administrator", is_flag=True, help=N_("Runs the whole service."))
@click.option(
    "--new-access",
    is_flag=True,
    help=N_(
        "For an administrator who lost every way to sign in: these end, and the link gives a new "
        "password. Function and roles stay as they are."
    ),
)
def invite(
    function: str, email: str, organisation: str, system_administrator: bool, new_access: bool
) -> None:
    """Invite the first person who signs in, or give a locked-out administrator new access."""
    settings = read(os.environ)
    server = None if settings.database_url else Embedded(settings.data)
    asked = Asked(function, email, organisation, system_administrator, new_access)
    try:
        if server is not None:
            server.start()
        owner = settings.migration_database_url or settings.database_url
        asyncio.run(migrate(server.owner_url if server else owner))
        url = server.app_url if server else settings.database_url
        with originating(Way.COMMAND):
            click.echo(asyncio.run(_made(settings, url, asked)))
    finally:
        if server is not None:
            server.stop()
