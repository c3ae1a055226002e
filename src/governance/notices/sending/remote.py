"""One turn of sending: it hands in what is due over one connection, message by message."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Coroutine
from datetime import timedelta
from typing import Any

import msgspec
import structlog
from aiosmtplib import SMTP
from jinja2 import TemplateError
from msgspec import Struct

from governance.audit.rules import THE_SERVICE
from governance.base.clock import Clock
from governance.base.errors import Unusable
from governance.base.mail import Unmailable, sendable, sender
from governance.base.settings import Settings
from governance.notices.keeping.actions import read
from governance.notices.letters.papers import mail, written
from governance.notices.rules import ATTEMPTS, OF_THE_SERVER, NoticeState, Problem
from governance.notices.sending import actions
from governance.notices.sending.actions import Claimed
from governance.notices.sending.queries import is_due
from governance.notices.server.remote import Unsent, connected, telling

log = structlog.get_logger("governance.notices")

AT_MOST = 60.0
"""Seconds for one message, well within its lease."""
LAST_WORDS = 10.0
"""Seconds in which a message that is being handed in may still go when the service ends."""
A_TURN = 500
"""Messages of one turn; what is left goes with the next."""
_dice = random.SystemRandom()


class Turn(Struct):
    """How a turn went. ``problem``: why the server could not be used, else nothing."""

    sent: int = 0
    postponed: int = 0
    failed: int = 0
    problem: str = ""
    reply: str = ""

    @property
    def tried(self) -> int:
        """How many messages were handed in, with or without success."""
        return self.sent + self.postponed + self.failed

    def add(self, other: Turn) -> None:
        """Count another turn as well."""
        self.sent += other.sent
        self.postponed += other.postponed
        self.failed += other.failed
        self.problem, self.reply = other.problem, other.reply


async def send_waiting(settings: Settings, *, clock: Clock) -> Turn:
    """Send what is due. Without a mail server in the settings nothing is done."""
    turn = Turn()
    if settings.smtp_url and await is_due(by=THE_SERVICE, at=clock()):
        await _over_one_connection(settings, turn, clock)
    return turn


async def tidied(settings: Settings, *, clock: Clock) -> int:
    """What came too late has failed, and addresses that were kept long enough are emptied."""
    return await actions.tidy(timedelta(days=settings.mail_kept), by=THE_SERVICE, at=clock())


async def _over_one_connection(settings: Settings, turn: Turn, clock: Clock) -> None:
    try:
        async with connected(settings) as smtp:
            while turn.tried < A_TURN:
                claimed = await actions.claim(by=THE_SERVICE, at=clock())
                if claimed is None:
                    return
                await _to_the_end(_one(claimed, smtp, settings, turn, clock))
    except Unsent as error:
        turn.problem, turn.reply = error.problem, error.reply
        await actions.put_off(error.problem, error.reply, by=THE_SERVICE, at=clock())
        log.warning("mail server not usable", problem=error.problem)


async def _to_the_end(work: Coroutine[Any, Any, None]) -> None:
    """Work that ends also when the service does: what the server took is noted, not sent twice."""
    task = asyncio.create_task(work)
    try:
        await asyncio.shield(task)
    except asyncio.CancelledError:
        await asyncio.wait([task], timeout=LAST_WORDS)
        task.cancel()
        raise


async def _one(claimed: Claimed, smtp: SMTP, settings: Settings, turn: Turn, clock: Clock) -> None:
    """Send one message and note how it went. Raises :class:`Unsent` when the server is gone."""
    try:
        if claimed.attempts > ATTEMPTS:
            # Whoever tried it before did not live to say how it went.
            raise Unsent(Problem.POSTPONED)
        await _handed_in(claimed, smtp, settings)
    except Unsent as error:
        state = await actions.was_not_sent(
            claimed, error.problem, error.reply, chance=_dice.random(), by=THE_SERVICE, at=clock()
        )
        turn.failed += state == NoticeState.FAILED
        turn.postponed += state == NoticeState.WAITING
        if error.problem in OF_THE_SERVER:
            raise
        return
    await actions.was_sent(claimed, by=THE_SERVICE, at=clock())
    turn.sent += 1


async def _handed_in(claimed: Claimed, smtp: SMTP, settings: Settings) -> None:
    to, content = _made(claimed, settings)
    _, back = sender(settings.mail_from)
    with telling():
        async with asyncio.timeout(AT_MOST):
            await smtp.sendmail(back, [to], content)


def _made(claimed: Claimed, settings: Settings) -> tuple[str, bytes]:
    """The address and the bytes of a message."""
    try:
        letter = read(claimed.content, claimed.id)
        words = written(letter, claimed.language, settings.address)
        made = mail(
            claimed.id, words, claimed.language, claimed.address, settings.mail_from,
            claimed.posted_at,
        )  # fmt: skip
        return sendable(claimed.address), made.as_bytes()
    except Unusable as error:
        raise Unsent(Problem.LOCKED) from error
    except (Unmailable, TemplateError, msgspec.MsgspecError, ValueError, LookupError) as error:
        raise Unsent(Problem.UNSENDABLE, type(error).__name__) from error
