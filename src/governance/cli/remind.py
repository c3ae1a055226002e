"""``governance remind``: send the mail that waits, once, and say how it went; for cron."""

from __future__ import annotations

import os

import click
from asyncpg import UndefinedTableError

from governance.audit.rules import THE_SERVICE
from governance.base.clock import system_clock
from governance.base.errors import N_, Unusable
from governance.base.sealing import SEALER
from governance.base.settings import Settings, read
from governance.cli.connecting import with_database
from governance.cli.helping import Helping
from governance.cli.keying import keyed
from governance.cli.saying import say
from governance.notices.sending.queries import left
from governance.notices.sending.remote import A_TURN, Turn, send_waiting, tidied
from governance.notices.words import PROBLEM_WORDS

NO_SERVER = N_("No mail server is set, so nothing can be sent: set GOVERNANCE_SMTP_URL.")
TOO_OLD = N_("The database is of an older version: run governance migrate.")
SUMMARY = N_("Mail: {sent} sent, {postponed} later again, {failed} not sent")
LEFT = N_("In the outbox: {waiting} waiting, {failed} not sent")
WHY = N_("{problem} ({reply})")


async def _sent(settings: Settings) -> Turn:
    """Send what is due now, and say how it went and what is left."""
    SEALER.open(keyed(settings).secret_key)
    try:
        await tidied(settings, clock=system_clock)
        whole = await _turns(settings)
        waiting, failed = await left(by=THE_SERVICE)
    except UndefinedTableError as error:
        raise Unusable(TOO_OLD) from error
    say(SUMMARY, sent=whole.sent, postponed=whole.postponed, failed=whole.failed)
    say(LEFT, waiting=waiting, failed=failed)
    return whole


async def _turns(settings: Settings) -> Turn:
    """As many turns as it takes to send what is due; gives them as one."""
    whole = Turn()
    while True:
        turn = await send_waiting(settings, clock=system_clock)
        whole.add(turn)
        if turn.problem or turn.tried < A_TURN:
            return whole


@click.command(
    cls=Helping,
    help=N_("Send the mail that waits, once. The exit code is 1 when not everything went."),
)
@click.pass_context
def remind(context: click.Context) -> None:
    """Send the mail that waits, once. The exit code is 1 when not everything went."""
    settings = read(os.environ)
    if not settings.smtp_url:
        raise Unusable(NO_SERVER)
    turn = with_database(settings, _sent(settings))
    if turn.problem:
        say(WHY, problem=PROBLEM_WORDS[turn.problem], reply=turn.reply or "-")
    context.exit(int(bool(turn.problem or turn.postponed or turn.failed)))
