"""Mail: what waits in the outbox is sent by the service itself, beside its requests."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from functools import partial

import structlog
from asyncpg import InterfaceError, PostgresError

from governance.base.clock import Clock
from governance.base.errors import GovernanceError
from governance.base.failures import kind_of, places_of
from governance.base.origin import Way, originating
from governance.base.settings import Settings
from governance.notices.sending.remote import send_waiting, tidied

EVERY = 3.0
"""Seconds between two looks at the outbox: one short query when nothing is due."""
TIDIED_EVERY = 900.0
"""Seconds between two looks at what came too late and which addresses are to be emptied."""
log = structlog.get_logger("governance.app")


@asynccontextmanager
async def sending(settings: Settings, clock: Clock) -> AsyncIterator[None]:
    """Send mail until the application ends; without a mail server what is posted waits.

    A failure is logged and tried again later: it must not end the sending. Only its kind is
    logged, since what it says may hold an address.
    """
    tasks = [asyncio.create_task(_again(TIDIED_EVERY, partial(tidied, settings, clock=clock)))]
    if settings.smtp_url:
        work = partial(send_waiting, settings, clock=clock)
        tasks.append(asyncio.create_task(_again(EVERY, work)))
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task


async def _again(every: float, work: Callable[[], Awaitable[object]]) -> None:
    while True:
        try:
            with originating(Way.SERVICE):
                await work()
        except (OSError, PostgresError, InterfaceError, GovernanceError) as error:
            log.error("mail failed", kind=kind_of(error), frames=places_of(error))
        await asyncio.sleep(every)
