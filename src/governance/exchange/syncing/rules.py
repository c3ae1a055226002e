"""What comes of asking for a register: what it said, or why not. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from ipaddress import ip_address
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from msgspec import Struct

from governance.base.errors import N_, Complaint
from governance.parties.registering.rules import Plan

NO_ANSWER = N_("There is no answer from {host}.")
TOO_LATE = N_("{host} takes too long: more than {seconds} seconds.")
STATUS = N_("{host} answers {status} instead of the register.")
LARGE = N_("What {host} sends is larger than {limit} MB, the most that is read.")
REDIRECT = N_("{host} sends us on to an address that is not safe.")
TOO_FAR = N_("{host} sends us on too often.")
PACKED = N_("What {host} sends is packed in a way that is not read: {packed}.")
NEVER_SEEN = N_("{host} says that nothing changed, but it was never read.")
NOT_ASKED = N_("No registers are set: name their addresses in GOVERNANCE_REGISTERS.")


class Outcome(StrEnum):
    """What came of asking for a register."""

    APPLIED = "applied"
    UNCHANGED = "unchanged"
    REFUSED = "refused"
    UNREACHABLE = "unreachable"


OUTCOME_WORDS: Mapping[str, str] = {
    Outcome.APPLIED: N_("taken over"),
    Outcome.UNCHANGED: N_("nothing new"),
    Outcome.REFUSED: N_("refused"),
    Outcome.UNREACHABLE: N_("not reached"),
}
OUTCOME_TONES: Mapping[str, str] = {
    Outcome.APPLIED: "good", Outcome.UNCHANGED: "plain", Outcome.REFUSED: "bad",
    Outcome.UNREACHABLE: "bad",
}  # fmt: skip


class Known(Struct, frozen=True):
    """What is known of an address from the time before; empty where it was never taken over."""

    etag: str = ""
    last_modified: str = ""
    sha256: str = ""


class Fetched(Struct, frozen=True):
    """What an address said. ``content`` is nothing where it has not changed since."""

    address: str
    content: bytes | None
    etag: str = ""
    last_modified: str = ""


class Failed(Struct, frozen=True):
    """Why an address gave no register."""

    address: str
    complaint: Complaint


class Came(Struct, frozen=True):
    """What came of one address: its plan, or nothing where it has not changed."""

    address: str
    plan: Plan | None


class Told(Struct, frozen=True):
    """What is noted of an address, and what taking it over came to."""

    address: str
    known: Known
    outcome: Outcome
    at: datetime
    problems: tuple[Complaint, ...] = ()


def shown(address: str) -> str:
    """A register as messages name it: its machine and its last word, without what it is asked."""
    parts = urlsplit(address)
    last = PurePosixPath(unquote(parts.path)).name
    return f"{host_of(address)}/{last}" if last else host_of(address)


def host_of(address: str) -> str:
    """The machine of an address, without who signs in there."""
    return urlsplit(address).hostname or address


def failed(address: str, problem: str, **values: object) -> Failed:
    """No register, with why."""
    said = {"host": host_of(address), **values}
    return Failed(address, Complaint("", problem, said, file=shown(address)))


def is_safe(address: str, *, source: str) -> bool:
    """Whether the address of a register may send us on to another: over TLS, or where both are of
    this machine. No machine from elsewhere sends us to what is inside our own network."""
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError:
        return False
    if not parts.hostname or parts.username or parts.password or parts.fragment:
        return False
    if parts.scheme == "http":
        return is_near(address) and is_near(source)
    return parts.scheme == "https" and (is_inside(source) or not is_inside(address))


def is_near(address: str) -> bool:
    """Whether an address is of this machine."""
    return urlsplit(address).hostname in ("localhost", "127.0.0.1", "::1")


def is_inside(address: str) -> bool:
    """Whether an address says by itself that it is of this machine or of a network of one's own;
    where a name leads is not looked up."""
    host = host_of(address)
    try:
        return not ip_address(host).is_global
    except ValueError:
        return host == "localhost" or host.endswith((".localhost", ".local", ".internal"))


def complaints_of(found: Iterable[Fetched | Failed]) -> Sequence[Complaint]:
    """Why registers were not reached."""
    return [one.complaint for one in found if isinstance(one, Failed)]
