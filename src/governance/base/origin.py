"""From where something is done: a page, a machine, the service itself or a command.

The way in sets it once (``originating``), the trail reads it. Actions do not hand it on.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from enum import StrEnum
from ipaddress import IPv6Address, ip_address, ip_network

from msgspec import Struct


class Way(StrEnum):
    """By which way something came in."""

    WEB = "web"
    API = "api"
    SERVICE = "service"
    COMMAND = "command"


class Origin(Struct, frozen=True):
    """Where an act comes from. ``network`` is personal: it never stands in an entry itself."""

    way: Way = Way.SERVICE
    request_id: str = ""
    network: str = ""


_ORIGIN: ContextVar[Origin] = ContextVar("origin", default=Origin())  # noqa: B039 - frozen


def origin() -> Origin:
    """The origin of what is being done now; the service itself where nobody said otherwise."""
    return _ORIGIN.get()


@contextmanager
def originating(way: Way, *, request_id: str = "", address: str = "") -> Iterator[Origin]:
    """All that is done inside comes from there; ``address`` is that of the caller."""
    made = Origin(way, request_id, network_of(address) if address else "")
    token = _ORIGIN.set(made)
    try:
        yield made
    finally:
        _ORIGIN.reset(token)


def new_request_id() -> str:
    """A name for one request, to find it again in log, trail and answer. Says nothing itself."""
    return secrets.token_hex(8)


def network_of(address: str) -> str:
    """The network of an address: the address itself, of IPv6 the 56 bits of its owner.

    Who has one address of IPv6 has as many as wanted, each of which would get its own count; a
    line usually comes with 256 networks of 64 bits.
    """
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(found, IPv6Address) and found.ipv4_mapped:
        return str(found.ipv4_mapped)
    return str(ip_network((found, 56), strict=False)) if found.version == 6 else str(found)
