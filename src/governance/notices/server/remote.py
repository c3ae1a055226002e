"""The mail server over SMTP: a connection that is safe, and what its answers mean.

Over TLS the certificate is checked, always; a server without STARTTLS is not used without it.
"""

from __future__ import annotations

import ssl
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from urllib.parse import urlsplit

import aiosmtplib
from aiosmtplib import SMTP

from governance.base.errors import GovernanceError
from governance.base.mail import MailServer, mail_server
from governance.base.settings import Settings
from governance.notices.rules import Problem, problem_of, told_without_addresses

PATIENCE = 20.0
"""Seconds to wait for each answer of the server."""
_CLOSING = 421
_NO_SECRET_TAKEN = frozenset({530, 534, 535, 538})
"""Codes by which a server says that it wants to know first who hands in mail."""


class Unsent(GovernanceError):  # noqa: N818 - reads as a sentence
    """Why a message, or every message, could not be sent; ``reply`` holds no address."""

    def __init__(self, problem: Problem, reply: str = "") -> None:
        self.problem, self.reply = problem, reply
        super().__init__(str(problem))


@asynccontextmanager
async def connected(settings: Settings) -> AsyncIterator[SMTP]:
    """A connection on which messages can be handed in. Raises :class:`Unsent`."""
    with telling(connecting=True):
        smtp = _client(mail_server(settings.smtp_url), settings)
        await smtp.connect()
    try:
        yield smtp
    finally:
        with suppress(aiosmtplib.SMTPException, OSError):
            await smtp.quit()
        smtp.close()


def _client(server: MailServer, settings: Settings) -> SMTP:
    return SMTP(
        hostname=server.host,
        port=server.port,
        username=server.user or None,
        password=server.password or None,
        local_hostname=urlsplit(settings.address).hostname or "localhost",
        use_tls=server.tls == "tls",
        start_tls=server.tls == "starttls",
        tls_context=_trust(settings.smtp_ca) if server.tls != "none" else None,
        timeout=PATIENCE,
    )


def _trust(authorities: str) -> ssl.SSLContext:
    """Certificates that this machine trusts, and those of the settings."""
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    if authorities:
        context.load_verify_locations(authorities)
    return context


@contextmanager
def telling(*, connecting: bool = False) -> Iterator[None]:
    """Around talking to the server: what goes wrong there is :class:`Unsent`, with why."""
    try:
        yield
    except aiosmtplib.SMTPRecipientsRefused as error:
        refused = error.recipients[0]
        raise _answered(refused.code, refused.message, connecting) from error
    except aiosmtplib.SMTPResponseException as error:
        raise _answered(error.code, error.message, connecting) from error
    except (aiosmtplib.SMTPException, OSError) as error:
        raise _broken(error) from error
    except ValueError as error:
        # Said before anything went over the line: of a machine, or of an address or a mail.
        problem = Problem.UNREACHABLE if connecting else Problem.UNSENDABLE
        raise Unsent(problem, type(error).__name__) from error


def _answered(code: int, said: str, connecting: bool) -> Unsent:
    reply = told_without_addresses(code, said)
    if code in _NO_SECRET_TAKEN:
        return Unsent(Problem.NOT_LET_IN, reply)
    if connecting or code == _CLOSING:
        return Unsent(Problem.UNREACHABLE, reply)
    return Unsent(problem_of(code), reply)


def _broken(error: Exception) -> Unsent:
    """No answer at all: no connection, no safe one, or one that ended."""
    cause = error if isinstance(error, ssl.SSLError) else error.__cause__
    if isinstance(cause, ssl.SSLError):
        why = getattr(cause, "verify_message", "") or cause.reason or ""
        return Unsent(Problem.NOT_TRUSTED, told_without_addresses(0, str(why)))
    if type(error) is aiosmtplib.SMTPException:
        return Unsent(Problem.NOT_TRUSTED, told_without_addresses(0, error.message))
    return Unsent(Problem.UNREACHABLE, _kind(error))


def _kind(error: Exception) -> str:
    """The name of what happened: its words may hold names of machines and people."""
    timed = isinstance(error, TimeoutError)
    return "timeout" if timed else type(error.__cause__ or error).__name__
