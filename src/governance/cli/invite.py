"""``governance invite``: a link for the first person who signs in."""

from __future__ import annotations

import asyncio
import os

import click

from governance.base.clock import system_clock
from governance.base.database import DATABASE
from governance.base.embedded import Embedded
from governance.base.errors import N_
from governance.base.settings import Settings, read
from governance.cli.helping import Helping
from governance.cli.saying import say
from governance.identity.people.beginning.actions import begin
from governance.migrations.runner import APP, migrate
from governance.web.addresses import Key, page

MADE = N_("Open this link before {moment} UTC; it works once:")


async def _made(
    settings: Settings, database_url: str, function: str, email: str, of: str, everything: bool
) -> str:
    await DATABASE.start(database_url, server_settings={"role": APP})
    try:
        made = await begin(
            function, email, of, everything, settings.address + page("people"),
            at=system_clock(), days=settings.invitation_days,
        )  # fmt: skip
    finally:
        await DATABASE.stop()
    say(MADE, moment=f"{made.expires_at:%Y-%m-%d %H:%M}")
    return settings.address + page("invitations", Key(made.token))


@click.command(cls=Helping, help=N_("Invite the first person who signs in; prints the link."))
@click.argument("function")
@click.option("--email", required=True, metavar="ADDRESS", help=N_("To sign in with."))
@click.option(
    "--organisation", default="", metavar="NAME", help=N_("Administers this organisation.")
)
@click.option("--system-administrator", is_flag=True, help=N_("Runs the whole service."))
def invite(function: str, email: str, organisation: str, system_administrator: bool) -> None:
    """Invite the first person who signs in; prints the link."""
    settings = read(os.environ)
    server = None if settings.database_url else Embedded(settings.data)
    try:
        if server is not None:
            server.start()
        owner = settings.migration_database_url or settings.database_url
        asyncio.run(migrate(server.owner_url if server else owner))
        url = server.app_url if server else settings.database_url
        asked = (function, email, organisation, system_administrator)
        click.echo(asyncio.run(_made(settings, url, *asked)))
    finally:
        if server is not None:
            server.stop()
