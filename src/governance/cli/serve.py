"""``governance serve``: the service, with its embedded database when there is no other."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import sys
import time
from types import FrameType

import click
import uvicorn

from governance.app.main import create_app
from governance.base.embedded import Embedded
from governance.base.errors import N_, Unusable
from governance.base.settings import Settings, read
from governance.cli.sample import with_sample
from governance.migrations.runner import migrate


def free(host: str, port: int) -> None:
    """Raise ``Unusable`` when somebody listens on the port already."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    for family, kind, protocol, _, address in found:
        with socket.socket(family, kind, protocol) as tried:
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                tried.bind(address)
            except OSError as error:
                raise Unusable(
                    N_("Port {port} is taken: stop what uses it, or set GOVERNANCE_PORT."),
                    port=port,
                ) from error


def _serve(settings: Settings, database_url: str, owner_url: str, sample: bool) -> None:
    ran = asyncio.run(migrate(owner_url))
    click.echo(f"Database ready ({len(ran)} migrations run)", err=True)
    if sample:
        with_sample(settings, database_url)
    address = f"http://{settings.host}:{settings.port}"
    click.echo(f"Serving on {address} - Ctrl-C stops everything", err=True)
    app = create_app(database_url)
    uvicorn.run(app, host=settings.host, port=settings.port, log_level="warning")


def _leave(number: int, frame: FrameType | None) -> None:  # noqa: ARG001 - as signal wants
    """Asked to end: leave by the ordinary way, so that the database is stopped too."""
    sys.exit(0)


@click.command()
@click.option("--sample", is_flag=True, help="Load the sample region when nothing is there yet.")
def serve(sample: bool) -> None:
    """Serve the pages and the API; settings come from the environment."""
    settings = read(os.environ)
    signal.signal(signal.SIGTERM, _leave)
    free(settings.host, settings.port)
    if settings.database_url:
        owner = settings.migration_database_url or settings.database_url
        _serve(settings, settings.database_url, owner, sample)
        return
    begun = time.monotonic()
    click.echo(f"Starting PostgreSQL in {settings.data}", err=True)
    server = Embedded(settings.data)
    try:
        server.start()
        click.echo(f"PostgreSQL is up ({time.monotonic() - begun:.1f} s)", err=True)
        _serve(settings, server.app_url, server.owner_url, sample)
    finally:
        server.stop()
        click.echo("Stopped, the database too", err=True)
