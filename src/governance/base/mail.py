"""Mail addresses, and the mail server of this process: what is written, and what is meant.

Pure: nothing is looked up or sent here. What a mail says and how it goes is of ``notices``.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Mapping
from typing import Literal
from urllib.parse import SplitResult, unquote, urlsplit

import idna
from msgspec import Struct

from governance.base.errors import N_

NO_ADDRESS = N_("This is no mail address: write it as name@organisation.nl.")
FOREIGN_NAME = N_(
    "Mail cannot be sent to an address with letters such as é or ø before the @: give another one."
)
NO_DOMAIN = N_("What stands after the @ is no name of a machine or organisation.")
LONGEST = 254
"""Characters of a mail address, by RFC 5321."""

NO_SERVER = N_(
    "Write the mail server as smtps://user:password@machine:465, as "
    "smtp+starttls://user:password@machine:587, or on this machine as smtp://localhost:25."
)
NOT_OPEN = N_("Mail goes to another machine over TLS only: write smtps:// or smtp+starttls://.")

Tls = Literal["none", "starttls", "tls"]
_SCHEMES: Mapping[str, tuple[Tls, int]] = {
    "smtp": ("none", 25),
    "smtp+starttls": ("starttls", 587),
    "smtps": ("tls", 465),
}
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LOCAL = re.compile(rf"{_ATOM}(\.{_ATOM})*")


class Unmailable(ValueError):  # noqa: N818 - reads as a sentence
    """Why no mail can go to an address, or by a server: ``why`` is a message of the catalogue."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(why)


class MailServer(Struct, frozen=True):
    """Where mail is handed in. Its password is never shown."""

    host: str
    port: int
    tls: Tls
    user: str = ""
    password: str = ""

    def __repr__(self) -> str:
        return f"MailServer({self.shown})"

    @property
    def shown(self) -> str:
        """The address as a page may show it: without user and password."""
        [scheme] = [name for name, (tls, _) in _SCHEMES.items() if tls == self.tls]
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{scheme}://{host}:{self.port}"


def sendable(address: str) -> str:
    """The address as it goes over the line, its domain in ASCII. Raises :class:`Unmailable`.

    Which domain is meant is read by IDNA 2008: the older rules take ß for ss, which is another
    organisation. A name before the @ outside ASCII is refused: few servers take it.
    """
    name, at, domain = address.rpartition("@")
    if not at or len(address) > LONGEST or not address.isprintable():
        raise Unmailable(NO_ADDRESS)
    if not name.isascii():
        raise Unmailable(FOREIGN_NAME)
    if len(name) > 64 or not _LOCAL.fullmatch(name):
        raise Unmailable(NO_ADDRESS)
    return f"{name}@{_domain(domain)}"


def _domain(said: str) -> str:
    try:
        found = idna.encode(said, uts46=True, std3_rules=True).decode().lower()
    except (idna.IDNAError, UnicodeError) as error:
        raise Unmailable(NO_DOMAIN) from error
    if "." not in found.strip(".") or found.rpartition(".")[2].isdecimal():
        raise Unmailable(NO_DOMAIN)
    return found


def sender(said: str) -> tuple[str, str]:
    """Name and address of ``Name <name@organisation.nl>``, or of an address alone."""
    if not said.isprintable():
        raise Unmailable(NO_ADDRESS)
    if not said.endswith(">"):
        return "", sendable(said)
    name, _, address = said[:-1].rpartition("<")
    return name.strip().strip('"'), sendable(address)


def mail_server(url: str) -> MailServer:
    """The server that an address names. Raises :class:`Unmailable`."""
    try:
        parts = urlsplit(url)
        tls, port = _SCHEMES[parts.scheme]
        found = MailServer(
            parts.hostname or "",
            parts.port or port,
            tls,
            unquote(parts.username or ""),
            unquote(parts.password or ""),
        )
    except (ValueError, LookupError) as error:
        raise Unmailable(NO_SERVER) from error
    if not found.host or _more(parts) or bool(found.user) != bool(found.password):
        raise Unmailable(NO_SERVER)
    if tls == "none" and not _here(found.host):
        raise Unmailable(NOT_OPEN)
    return found


def _more(parts: SplitResult) -> bool:
    """Whether more stands in the address than is read, such as a password with a slash in it."""
    return bool(parts.path.strip("/") or parts.query or parts.fragment)


def _here(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
