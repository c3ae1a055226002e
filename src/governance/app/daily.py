"""What the service does by itself: bringing into force what reaches its day, signing the trail,
telling that a review of roles is due and of API tokens that end, clearing away sessions that
ended."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from asyncpg import InterfaceError, PostgresError

from governance.audit.checkpoints.actions import daily_checkpoint
from governance.audit.checkpoints.queries import signing_key
from governance.audit.rules import THE_SERVICE
from governance.base.clock import Clock
from governance.base.errors import GovernanceError
from governance.base.origin import Way, originating
from governance.base.settings import Settings
from governance.formation.entering.actions import bring_into_force
from governance.formation.queries import the_service
from governance.identity.limiting.actions import forget_counts
from governance.identity.reviewing.reminding.actions import remind_of_reviews
from governance.identity.rules import limits_of
from governance.identity.sweeping.actions import sweep
from governance.identity.tokens.telling.actions import tell_of_ending

EVERY = 900.0
"""Seconds between two looks; a day that has come is acted upon within a quarter of an hour."""
_LOG = logging.getLogger(__name__)


@asynccontextmanager
async def watching(clock: Clock, settings: Settings) -> AsyncIterator[None]:
    """Look at the start and then every quarter of an hour, until the application ends.

    A failure is logged and tried again later: it must not end the watch.
    """
    task = asyncio.create_task(_watch(clock, settings))
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def _watch(clock: Clock, settings: Settings) -> None:
    while True:
        with originating(Way.SERVICE):
            try:
                entered = await bring_into_force(by=await the_service(), at=clock())
                if entered:
                    _LOG.info("%s agreements entered into force", entered)
            except (OSError, PostgresError, InterfaceError, GovernanceError):
                _LOG.exception("bringing agreements into force failed; tried again later")
            try:
                await forget_counts(at=clock())
                await signed_today(clock, settings)
            except (OSError, PostgresError, InterfaceError, GovernanceError):
                _LOG.exception("signing the trail or forgetting counts failed; tried again later")
            try:
                told = await remind_of_reviews(by=THE_SERVICE, at=clock())
                if told:
                    _LOG.info("%s mails told that a review of roles is due", told)
            except (OSError, PostgresError, InterfaceError, GovernanceError) as error:
                # Only its kind: what it says may hold an address.
                kind = type(error).__name__
                _LOG.error("telling that a review is due: %s; tried again later", kind)
            try:
                await tell_of_ending(at=clock())
            except (OSError, PostgresError, InterfaceError, GovernanceError):
                _LOG.exception("telling of tokens that end failed; tried again later")
            try:
                await sweep(limits=limits_of(settings), at=clock())
            except (OSError, PostgresError, InterfaceError):
                _LOG.exception("clearing away old sessions failed; tried again later")
        await asyncio.sleep(EVERY)


async def signed_today(clock: Clock, settings: Settings) -> None:
    """Sign the ends of all chains once a day, where there is a key; any process may do it."""
    if settings.checkpoint_key is not None:
        key = signing_key(settings.checkpoint_key)
        await daily_checkpoint(key, at=clock(), folder=settings.checkpoints)
