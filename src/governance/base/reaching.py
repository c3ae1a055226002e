"""Why a database cannot be reached, in one sentence with its address and without its password."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager

import asyncpg

from governance.base.errors import N_, Unusable

PATIENCE = 15
"""Seconds to wait for an answer; a port at which something else listens may stay silent."""

NO_ANSWER = N_(
    "No database answers at {address}: start PostgreSQL there, or set another address in "
    "GOVERNANCE_DATABASE_URL."
)
NO_MACHINE = N_(
    "The machine of {address} is not known here: correct its name in GOVERNANCE_DATABASE_URL."
)
NOT_OURS = N_(
    "What answers at {address} is no PostgreSQL server, or not one that takes this kind of "
    "connection: set another address in GOVERNANCE_DATABASE_URL."
)
NOT_LET_IN = N_(
    "The database at {address} does not let this user in: correct the user or the password in "
    "GOVERNANCE_DATABASE_URL."
)
NO_DATABASE = N_(
    "The server has no database of the name in {address}: make it, or correct the name in "
    "GOVERNANCE_DATABASE_URL."
)
NO_ROLE = N_(
    "The user in {address} may not act as another role: run GRANT governance_app TO <user>."
)
UNREADABLE = N_(
    "The address {address} cannot be read: write GOVERNANCE_DATABASE_URL as "
    "postgresql://user:password@machine:5432/name."
)
REFUSES = N_("The database at {address} cannot be used now (code {code}): look in its log.")
_CAUSES: tuple[tuple[type[Exception], str], ...] = (
    (asyncpg.InvalidAuthorizationSpecificationError, NOT_LET_IN),
    (asyncpg.InvalidCatalogNameError, NO_DATABASE),
    (asyncpg.InsufficientPrivilegeError, NO_ROLE),
    (asyncpg.InvalidParameterValueError, NO_ROLE),
    (asyncpg.ConnectionDoesNotExistError, NOT_OURS),
    (asyncpg.PostgresError, REFUSES),
    (asyncpg.InternalClientError, NOT_OURS),
    (socket.gaierror, NO_MACHINE),
    (TimeoutError, NOT_OURS),
    (OSError, NO_ANSWER),
)
"""The first that fits is told."""
FAILURES = (
    OSError,
    ValueError,
    asyncpg.PostgresError,
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,
)
_QUERY = re.compile(r"(?:^|&)((?:host|port|user|dbname)=[^&]*)")


@contextmanager
def reaching(url: str) -> Iterator[None]:
    """Around opening a connection: what goes wrong there is :class:`Unusable`."""
    try:
        yield
    except FAILURES as error:
        code = getattr(error, "sqlstate", None) or "-"
        raise Unusable(_sentence(error), address=without_password(url), code=code) from error


def without_password(url: str) -> str:
    """An address as it may be shown; where it is written wrongly, rather less than a password."""
    scheme, _, rest = url.partition("://")
    before, at, after = rest.rpartition("@")
    user = re.match(r"[^:/?]*", before)
    place, _, query = after.partition("?")
    kept = "&".join(_QUERY.findall(query))
    shown = f"{user[0]}@" if user and at else ""
    return f"{scheme}://{shown}{place}" + (f"?{kept}" if kept else "")


def _sentence(error: Exception) -> str:
    known = next((said for kind, said in _CAUSES if isinstance(error, kind)), UNREADABLE)
    # asyncpg says so itself, without a number, when an answer is none of the protocol.
    unnumbered = type(error) is ConnectionError and error.errno is None
    return NOT_OURS if unnumbered else known
