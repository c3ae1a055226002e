"""A command that works on the database: connected as the running role, embedded where needed."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import TypeVar

from governance.app.logs import configure
from governance.base.database import DATABASE
from governance.base.embedded import Embedded
from governance.base.origin import Way, originating
from governance.base.settings import Settings
from governance.migrations.runner import APP

T = TypeVar("T")


def with_database(settings: Settings, work: Coroutine[object, object, T]) -> T:
    """Do the work on the database of the settings; an embedded server stops after it."""
    configure()
    server = None if settings.database_url else Embedded(settings.data)
    try:
        if server is not None:
            server.start()
        with originating(Way.COMMAND):
            return asyncio.run(
                _connected(server.app_url if server else settings.database_url, work)
            )
    finally:
        work.close()
        if server is not None:
            server.stop()


async def _connected(url: str, work: Coroutine[object, object, T]) -> T:
    await DATABASE.start(url, server_settings={"role": APP})
    try:
        return await work
    finally:
        await DATABASE.stop()
