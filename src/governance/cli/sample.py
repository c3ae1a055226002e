"""``governance sample`` and ``serve --sample``: the sample region, and how to sign in."""

from __future__ import annotations

import asyncio
import os
import secrets
from collections.abc import Callable
from pathlib import Path

import click

from governance.base.clock import system_clock
from governance.base.database import DATABASE
from governance.base.embedded import Embedded
from governance.base.errors import N_, Unusable
from governance.base.origin import Way, originating
from governance.base.places import why_unwritable
from governance.base.settings import Settings, read
from governance.cli.helping import Helping
from governance.cli.saying import say
from governance.files.keeping.remote import STORE
from governance.migrations.runner import APP, migrate
from governance.sample.loading import is_empty, load_sample
from governance.sample.region import facts

FILE = "sample-password.txt"
FUNCTIONS = (
    "administrator", "linking_pin", "secretary", "chair", "reader", "system_administrator",
)  # fmt: skip


async def loaded(
    database_url: str, password: Callable[[], str], tell: Callable[[str], None]
) -> bool:
    """Load the sample into a migrated database that holds nothing; False when it does."""
    await DATABASE.start(database_url, server_settings={"role": APP})
    try:
        if not await is_empty():
            return False
        await load_sample(password(), at=system_clock(), tell=tell)
    finally:
        await DATABASE.stop()
    return True


def kept_password(folder: Path) -> str:
    """The password of the sample functions: made once, kept beside the data, for its owner."""
    path = folder / FILE
    if not path.exists():
        try:
            folder.mkdir(parents=True, exist_ok=True)
            path.touch(mode=0o600)
            path.write_text(secrets.token_urlsafe(9) + "\n", "utf-8")
        except OSError as error:
            raise Unusable(
                N_("The data folder {folder} cannot be written: {reason}. Set GOVERNANCE_DATA."),
                folder=folder,
                reason=why_unwritable(error),
            ) from error
    return path.read_text("utf-8").strip()


def say_how_to_sign_in(password: str) -> None:
    """A line for each sample function: who, and what is typed."""
    told = facts().functions
    municipality = facts().care_municipality
    say(N_("Sign in as one of these, with the password {password}"), password=password)
    for function in FUNCTIONS:
        name = told[f"{function}_signs_in_as"]
        said = told[function].format(municipality=municipality)
        click.echo(f"  {name:<18}{said}", err=True)


def with_sample(settings: Settings, database_url: str) -> None:
    """Load the sample where the database is empty, and say how to sign in."""
    STORE.open(settings)
    with originating(Way.COMMAND):
        fresh = asyncio.run(
            loaded(
                database_url,
                lambda: kept_password(settings.data),
                lambda what: say(N_("Loading the sample: {what}"), what=what),
            )
        )
    if fresh or (settings.data / FILE).exists():
        say_how_to_sign_in(kept_password(settings.data))
    else:
        say(N_("The database is not empty: the sample is not loaded"))


@click.command(
    cls=Helping,
    help=N_("Load the sample region into a database that is empty, and say how to sign in."),
)
def sample() -> None:
    """Load the sample region into a database that is empty, and say how to sign in."""
    settings = read(os.environ)
    if settings.database_url:
        asyncio.run(migrate(settings.migration_database_url or settings.database_url))
        with_sample(settings, settings.database_url)
        return
    server = Embedded(settings.data)
    try:
        server.start()
        asyncio.run(migrate(server.owner_url))
        with_sample(settings, server.app_url)
    finally:
        server.stop()
