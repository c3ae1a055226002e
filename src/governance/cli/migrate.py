"""``governance migrate``: bring the database up to this version."""

from __future__ import annotations

import asyncio
import os

import click

from governance.base.embedded import Embedded
from governance.base.errors import N_
from governance.base.settings import read
from governance.cli.helping import Helping
from governance.migrations.runner import migrate as run_migrations


@click.command(cls=Helping, help=N_("Bring the database up to this version."))
def migrate() -> None:
    """Bring the database up to this version."""
    settings = read(os.environ)
    server = None if settings.database_url else Embedded(settings.data)
    if server is not None:
        server.start()
    try:
        own = settings.migration_database_url or settings.database_url
        ran = asyncio.run(run_migrations(server.owner_url if server else own))
        click.echo("\n".join(ran) or "-")
    finally:
        if server is not None:
            server.stop()
