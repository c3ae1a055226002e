"""What the service does by itself: bringing into force what reaches its day, extending and ending,
signing the trail,
telling that a review of roles is due and of API tokens that end, asking whether functions are
still right, clearing away sessions that ended."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress

import structlog
from asyncpg import InterfaceError, PostgresError

from governance.audit.checkpoints.actions import daily_checkpoint
from governance.audit.checkpoints.queries import signing_key
from governance.audit.rules import THE_SERVICE
from governance.base.clock import Clock
from governance.base.errors import GovernanceError
from governance.base.failures import kind_of, places_of
from governance.base.origin import Way, originating
from governance.base.settings import Settings
from governance.formation.entering.actions import bring_into_force
from governance.formation.lasting.actions import come_of_age
from governance.formation.queries import the_service
from governance.identity.limiting.actions import forget_counts
from governance.identity.reviewing.reminding.actions import remind_of_reviews
from governance.identity.rules import limits_of
from governance.identity.sweeping.actions import sweep
from governance.identity.tokens.telling.actions import tell_of_ending
from governance.overview.asking.actions import remind_of_fillings

EVERY = 900.0
"""Seconds between two looks; a day that has come is acted upon within a quarter of an hour."""
log = structlog.get_logger("governance.app")


@asynccontextmanager
async def watching(clock: Clock, settings: Settings) -> AsyncIterator[asyncio.Event]:
    """Look at the start and then every quarter of an hour, until the application ends; gives the
    event that the first look is over, which nothing but a test waits for.

    A failure is logged and tried again later: it must not end the watch.
    """
    looked = asyncio.Event()
    task = asyncio.create_task(_watch(clock, settings, looked))
    try:
        yield looked
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def _follow_rules(clock: Clock) -> None:
    """Agreements that reach a day of theirs: they enter into force, are extended, or end."""
    if number := await bring_into_force(by=await the_service(), at=clock()):
        log.info("agreements entered into force", number=number)
    if number := await come_of_age(by=await the_service(), at=clock()):
        log.info("agreements followed their rules", number=number)


async def _remind(clock: Clock) -> None:
    number = await remind_of_reviews(by=THE_SERVICE, at=clock())
    if number:
        log.info("mails told that a review of roles is due", number=number)


async def _ask(clock: Clock) -> None:
    number = await remind_of_fillings(by=THE_SERVICE, at=clock())
    if number:
        log.info("mails asked whether functions are still right", number=number)


async def _watch(clock: Clock, settings: Settings, looked: asyncio.Event) -> None:
    async def entering() -> None:
        await _follow_rules(clock)

    async def signing() -> None:
        await forget_counts(at=clock())
        await signed_today(clock, settings)

    async def reminding() -> None:
        await _remind(clock)

    async def asking() -> None:
        await _ask(clock)

    async def warning() -> None:
        await tell_of_ending(at=clock())

    async def sweeping() -> None:
        await sweep(limits=limits_of(settings), at=clock())

    while True:
        with originating(Way.SERVICE):
            for work in (entering, signing, reminding, asking, warning, sweeping):
                await attempted(work)
        looked.set()
        await asyncio.sleep(EVERY)


async def attempted(work: Callable[[], Awaitable[None]]) -> None:
    """Do it, or log that it failed; it is tried again later.

    Only kind and place are logged: what an exception says may hold a value of somebody.
    """
    try:
        await work()
    except (OSError, PostgresError, InterfaceError, GovernanceError) as error:
        log.error(
            "daily work failed",
            work=work.__name__,
            kind=kind_of(error),
            frames=places_of(error),
        )


async def signed_today(clock: Clock, settings: Settings) -> None:
    """Sign the ends of all chains once a day, where there is a key; any process may do it."""
    if settings.checkpoint_key is not None:
        key = signing_key(settings.checkpoint_key)
        await daily_checkpoint(key, at=clock(), folder=settings.checkpoints)
