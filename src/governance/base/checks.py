"""What is wrong with settings: every mistake is told, at once, before the service starts."""

from __future__ import annotations

import re
import ssl
from collections.abc import Iterator, Mapping
from urllib.parse import urlsplit

from governance.base.errors import N_, Complaint
from governance.base.mail import Unmailable, mail_server, sender
from governance.base.words import LANGUAGES

PREFIX = "GOVERNANCE_"
NO_BASE = N_("Write the address of the service as https://machine, without a path.")
NOT_SAFE = N_("Providers send people back over TLS only: give an address with https://.")
NO_LINKS = N_("Give the address of the service: mails link to it.")
NO_STORE = N_("Give an address with https://, or http:// on this machine only.")
NO_REGISTER = N_(
    "Address {number} cannot be used: give each register once, with https:// (http:// on this "
    "machine only), without a user or password in it."
)
MINUTES = {"session_idle": 60, "session_longest": 720, "confirm_within": 15}
"""Settings that are minutes, with their defaults; a week at most."""
SECOND_FACTOR = ("required", "optional")
SHORTEST_KEY = 32


def mistakes(given: Mapping[str, str]) -> Iterator[Complaint]:
    """Every mistake in settings, by name without the prefix. No secret is repeated in one."""
    for checked in (_of_service, _of_mail, _of_days, _of_signing_in, _of_files, _of_registers):
        yield from checked(given)


def _of_service(given: Mapping[str, str]) -> Iterator[Complaint]:
    port, language = given.get("PORT", "8000"), given.get("LANGUAGE", "nl")
    for name in ("DATABASE_URL", "MIGRATION_DATABASE_URL"):
        if not given.get(name, "postgresql://").startswith(("postgresql://", "postgres://")):
            yield Complaint(PREFIX + name, N_("This is no address of a PostgreSQL server."))
    if not port.isdecimal() or not 0 < int(port) < 65536:
        yield Complaint(PREFIX + "PORT", N_("A port is a number from 1 to 65535."))
    if language not in LANGUAGES:
        yield Complaint(PREFIX + "LANGUAGE", N_("The language is nl or en."))
    for name in ("RATE_ACCOUNT", "RATE_NETWORK"):
        said = given.get(name, "0")
        if not said.isdecimal() or len(said) > 6:
            yield Complaint(PREFIX + name, N_("Give a number of requests a minute, or 0."))
    if given.get("BASE_URL") and not _is_base(given["BASE_URL"]):
        yield Complaint(PREFIX + "BASE_URL", NO_BASE)
    elif given.get("PROVIDERS") and not _is_safe(given.get("BASE_URL", "")):
        yield Complaint(PREFIX + "BASE_URL", NOT_SAFE)


def _of_mail(given: Mapping[str, str]) -> Iterator[Complaint]:
    """What is wrong with the settings of mail; the address of the server is never repeated."""
    server, mail_from = given.get("SMTP_URL", ""), given.get("MAIL_FROM", "")
    kept = given.get("MAIL_KEPT", "14")
    for name, said, reads in (
        ("SMTP_URL", server, mail_server),
        ("MAIL_FROM", mail_from, sender),
    ):
        try:
            if said:
                reads(said)
        except Unmailable as error:
            yield Complaint(PREFIX + name, error.why)
    if server and not mail_from:
        yield Complaint(PREFIX + "MAIL_FROM", N_("Give the address from which mail is sent."))
    if server and not given.get("BASE_URL"):
        yield Complaint(PREFIX + "BASE_URL", NO_LINKS)
    if given.get("SMTP_CA") and not _certificates(given["SMTP_CA"]):
        yield Complaint(
            PREFIX + "SMTP_CA", N_("No certificates can be read from this file: it must be PEM.")
        )
    if not kept.isdecimal() or not 0 < int(kept) <= 365:
        yield Complaint(PREFIX + "MAIL_KEPT", N_("Give a number of days from 1 to 365."))


def _of_signing_in(given: Mapping[str, str]) -> Iterator[Complaint]:
    if 0 < len(given.get("SECRET_KEY", "")) < SHORTEST_KEY:
        said = N_("The secret key has at least {limit} characters, made at random.")
        yield Complaint(PREFIX + "SECRET_KEY", said, {"limit": SHORTEST_KEY})
    if given.get("SECOND_FACTOR", "required") not in SECOND_FACTOR:
        said = N_("A second factor is required or optional.")
        yield Complaint(PREFIX + "SECOND_FACTOR", said)
    for name in map(str.upper, MINUTES):
        minutes = given.get(name, "1")
        if not minutes.isdecimal() or not 0 < int(minutes) <= 10_080:
            said = N_("This is a whole number of minutes, from 1 to 10080.")
            yield Complaint(PREFIX + name, said)


def _of_days(given: Mapping[str, str]) -> Iterator[Complaint]:
    days = given.get("INVITATION_DAYS", "14")
    if not days.isdecimal() or not 0 < int(days) <= 90:
        yield Complaint(PREFIX + "INVITATION_DAYS", N_("An invitation works from 1 to 90 days."))


def _is_base(said: str) -> bool:
    try:
        parts = urlsplit(said)
        rest = parts.path.strip("/") or parts.query or parts.fragment or "@" in parts.netloc
        return parts.scheme in ("http", "https") and bool(parts.hostname) and not rest
    except ValueError:
        return False


def _is_safe(base: str) -> bool:
    """Whether people can come back there: over TLS, or on this machine."""
    here = urlsplit(base).hostname in ("localhost", "127.0.0.1", "::1")
    return here or base.startswith("https://")


def _certificates(path: str) -> bool:
    try:
        ssl.create_default_context(cafile=path)
    except (OSError, ValueError):
        return False
    return True


def _of_files(given: Mapping[str, str]) -> Iterator[Complaint]:
    files, limit, clamd = (given.get(n, "") for n in ("FILES", "UPLOAD_LIMIT", "CLAMD"))
    at_s3 = files.startswith("s3://")
    if files not in ("", "database") and not files.startswith(("/", "s3://")):
        yield Complaint(
            PREFIX + "FILES", N_("Give a folder from /, s3://bucket/prefix, or: database.")
        )
    if at_s3 and not urlsplit(files).netloc:
        yield Complaint(PREFIX + "FILES", N_("The name of the bucket is missing: s3://bucket."))
    endpoint = given.get("S3_ENDPOINT", "")
    if endpoint and not (_is_base(endpoint) and _is_safe(endpoint)):
        yield Complaint(PREFIX + "S3_ENDPOINT", NO_STORE)
    pair = ("S3_ACCESS_KEY", "S3_SECRET_KEY")
    for name in (n for n in pair if not given.get(n) and any(map(given.get, pair))):
        yield Complaint(PREFIX + name, N_("A key and its secret are given together."))
    if limit and (not limit.isdecimal() or not 0 < int(limit) <= 1000):
        yield Complaint(PREFIX + "UPLOAD_LIMIT", N_("Give a number of megabytes from 1 to 1000."))
    if clamd and not re.fullmatch(r"tcp://[^/:]+:\d{1,5}|unix:///.+", clamd):
        yield Complaint(PREFIX + "CLAMD", N_("Give tcp://host:port or unix:///path."))


def _of_registers(given: Mapping[str, str]) -> Iterator[Complaint]:
    """Which addresses of registers cannot be; told by their place, as an address may hold a key."""
    addresses = given.get("REGISTERS", "").split()
    for number, address in enumerate(addresses, 1):
        if not _is_fetched(address) or address in addresses[: number - 1]:
            yield Complaint(PREFIX + "REGISTERS", NO_REGISTER, {"number": number})


def _is_fetched(address: str) -> bool:
    """Whether a register may be fetched there: over TLS or from this machine, by nobody's name."""
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError:
        return False
    whole = parts.scheme in ("http", "https") and parts.hostname and len(address) <= 2000
    return bool(whole) and "@" not in parts.netloc and not parts.fragment and _is_safe(address)
