"""What is kept of where a session was begun: enough for its owner to know it, and no more."""

from __future__ import annotations

import re
from ipaddress import IPv6Address, ip_address, ip_network

_BROWSERS = (
    ("Edg", "Edge"), ("OPR", "Opera"), ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"), ("FxiOS", "Firefox"), ("Chrom", "Chrome"), ("CriOS", "Chrome"),
    ("Safari", "Safari"),
)  # fmt: skip
_SYSTEMS = (
    ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"),
    ("Mac OS X", "macOS"), ("CrOS", "ChromeOS"), ("Linux", "Linux"),
)  # fmt: skip
"""In this order: a browser also names the ones that it is like."""
_PROGRAM = re.compile(r"[A-Za-z][A-Za-z0-9 ._-]{0,38}")


def device_of(user_agent: str) -> str:
    """Browser and system without their versions: ``Firefox, Windows``; empty when unknown."""
    system = _first(_SYSTEMS, user_agent)
    browser = _first(_BROWSERS, user_agent) if "Mozilla/" in user_agent else ""
    if browser or system:
        return ", ".join(filter(None, (browser, system)))
    program = _PROGRAM.match(user_agent)
    return program.group().strip() if program else ""


def _first(names: tuple[tuple[str, str], ...], said: str) -> str:
    return next((name for mark, name in names if mark in said), "")


def coarse(address: str) -> str:
    """The neighbourhood of an address: 24 bits of IPv4, 48 of IPv6."""
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return ""
    if isinstance(found, IPv6Address) and found.ipv4_mapped:
        found = found.ipv4_mapped
    if found.is_loopback:
        return str(found)
    return str(ip_network((found, 24 if found.version == 4 else 48), strict=False))
