"""``governance serve``: the service, with its embedded database when there is no other."""

from __future__ import annotations

import asyncio
import errno
import os
import signal
import socket
import sys
import time
from types import FrameType

import click
import msgspec
import uvicorn

from governance.app.logs import configure
from governance.app.main import create_app
from governance.base.database import DATABASE
from governance.base.embedded import Embedded
from governance.base.errors import N_, Unusable
from governance.base.garbage import seldom, settle
from governance.base.settings import Settings, read
from governance.cli.helping import Helping
from governance.cli.keying import keyed
from governance.cli.sample import with_sample
from governance.cli.saying import say
from governance.files.keeping.remote import STORE
from governance.identity.providers.settings import read_providers
from governance.migrations.runner import APP, migrate

NO_ADDRESS = N_("This machine has no address {host}: set GOVERNANCE_HOST.")
DATABASE_READY = N_("Database ready ({number} migrations run)")
OPTIONAL = N_("A second step at sign-in is optional here: this is a sample")
SERVING = N_("Serving on {address} - Ctrl-C stops everything")
STARTING = N_("Starting PostgreSQL in {folder}")
STARTED = N_("PostgreSQL is up ({seconds} s)")
STOPPED = N_("Stopped, the database too")
SHARED = N_("Stopped; another process still uses the database")


def free(host: str, port: int) -> None:
    """Raise ``Unusable`` when somebody listens on the port already."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError as error:
        raise Unusable(NO_ADDRESS, host=host) from error
    for family, kind, protocol, _, address in found:
        with socket.socket(family, kind, protocol) as tried:
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                tried.bind(address)
            except OSError as error:
                if error.errno == errno.EADDRNOTAVAIL:
                    raise Unusable(NO_ADDRESS, host=host) from error
                raise Unusable(
                    N_("Port {port} is taken: stop what uses it, or set GOVERNANCE_PORT."),
                    port=str(port),
                ) from error


async def reached(database_url: str) -> None:
    """Raise ``Unusable`` where the running role gets no connection: uvicorn would only trace it."""
    await DATABASE.start(database_url, server_settings={"role": APP})
    await DATABASE.stop()


def _serve(settings: Settings, database_url: str, owner_url: str, sample: bool) -> None:
    seldom()
    STORE.open(settings)  # a folder that cannot be is told here: uvicorn would only trace it
    ran = asyncio.run(migrate(owner_url))
    say(DATABASE_READY, number=len(ran))
    if sample:
        with_sample(settings, database_url)
    else:
        asyncio.run(reached(database_url))
    settings = keyed(settings)
    if sample:
        settings = msgspec.structs.replace(settings, second_factor="optional")
        say(OPTIONAL)
    address = f"http://{settings.host}:{settings.port}"
    say(SERVING, address=address)
    app = create_app(database_url, settings=settings)
    configure()
    settle()
    uvicorn.run(
        app,
        host=settings.host,
        port=settings.port,
        log_config=None,
        access_log=False,
        server_header=False,
    )


def _leave(number: int, frame: FrameType | None) -> None:  # noqa: ARG001 - as signal wants
    """Asked to end: leave by the ordinary way, so that the database is stopped too."""
    sys.exit(0)


@click.command(
    cls=Helping, help=N_("Serve the pages and the API; settings come from the environment.")
)
@click.option(
    "--sample", is_flag=True, help=N_("Load the sample region when nothing is there yet.")
)
def serve(sample: bool) -> None:
    """Serve the pages and the API; settings come from the environment."""
    settings = read(os.environ)
    if settings.providers:
        read_providers(settings.providers, os.environ)
    for asked in (signal.SIGTERM, signal.SIGINT):
        signal.signal(asked, _leave)
    free(settings.host, settings.port)
    if settings.database_url:
        owner = settings.migration_database_url or settings.database_url
        _serve(settings, settings.database_url, owner, sample)
        return
    begun = time.monotonic()
    say(STARTING, folder=settings.data)
    server, up = Embedded(settings.data), False
    try:
        server.start()
        up = True
        say(STARTED, seconds=f"{time.monotonic() - begun:.1f}")
        _serve(settings, server.app_url, server.owner_url, sample)
    finally:
        if server.stop():
            say(STOPPED)
        elif up:
            say(SHARED)
