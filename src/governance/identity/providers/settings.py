"""The providers, from the file that ``GOVERNANCE_PROVIDERS`` names (TOML).

Every mistake is told at once, with file, line and key. A secret never stands in the file: it is
read from a file of its own or from a variable of the environment.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from governance.base.errors import N_, Complaint, Refused, complain
from governance.identity.providers.forms import ProviderForm, ProvidersForm
from governance.identity.providers.rules import EVERYBODY, Mapped, Provider, loopback, safe_address
from governance.web.body import Posted
from governance.web.reading import read_partly

UNREADABLE = N_("This file cannot be read: check that it is there and may be read.")
BROKEN = N_("This is not TOML from here on.")
KEY = N_("A provider is named with small letters, digits and hyphens, at most 40.")
ISSUER = N_("An issuer is an https address, without a question or a user in it.")
TAKEN = N_("Another provider has this issuer too: one is enough.")
SECRET = N_("Name a file (client_secret_file) or a variable (client_secret_variable), one of them.")
NO_SECRET = N_("There is no secret in what is named here.")
OPENID = N_("The scopes hold at least openid.")
FACTOR = N_('Say which values mean a second factor, for example amr = ["mfa", "otp"].')
FOR_WHOM = N_('Say whose people may sign in: by OIN, CBS code or TOOI address, or "*" for all.')
NOT_ALLOWED = N_("This organisation is not among allowed_organisations.")
_KEY = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
_HEADING = re.compile(r"\s*\[+\s*providers\.\"?([^\".\]]+)\"?(?:\.\"?([^\".\]]+)\"?)?\s*\]")
_AT = re.compile(r"\(at line (\d+)")


def read_providers(path: Path, environment: Mapping[str, str]) -> dict[str, Provider]:
    """The providers of a file by key, in its order; raises ``Refused`` with every mistake."""
    text, tree = _tree(path)
    form, unread = read_partly(Posted(tree, form=False), ProvidersForm)
    given = {key: one for key, one in form.providers.items() if isinstance(one, ProviderForm)}
    secrets = {key: _secret(one, path.parent, environment) for key, one in given.items()}
    try:
        complain(_complaints(given, secrets), unread)
    except Refused as refused:
        told = [replace(c, file=path.name, line=_line(text, c.field)) for c in refused.complaints]
        raise Refused(told) from None
    return {key: _provider(key, one, secrets[key]) for key, one in given.items()}


def _tree(path: Path) -> tuple[str, dict[str, Any]]:
    try:
        text = path.read_text("utf-8")
        return text, tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = _AT.search(str(error))
        line = int(found[1]) if found else 0
        raise Refused([Complaint("", BROKEN, file=path.name, line=line)]) from None
    except (OSError, UnicodeDecodeError):
        raise Refused([Complaint("GOVERNANCE_PROVIDERS", UNREADABLE, file=path.name)]) from None


def _secret(form: ProviderForm, folder: Path, environment: Mapping[str, str]) -> str:
    """The secret that the settings point at; nothing where it is not to be had."""
    if not form.client_secret_file:
        return environment.get(form.client_secret_variable, "").strip()
    try:
        return (folder / form.client_secret_file).expanduser().read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return ""


def _complaints(
    given: Mapping[str, ProviderForm], secrets: Mapping[str, str]
) -> Iterator[Complaint]:
    issuers: set[str] = set()
    for key, form in given.items():
        at = f"providers.{key}"
        if not _KEY.fullmatch(key):
            yield Complaint(at, KEY)
        if not safe_address(form.issuer, near=loopback(form.issuer)) or "?" in form.issuer:
            yield Complaint(f"{at}.issuer", ISSUER)
        if form.issuer in issuers:
            yield Complaint(f"{at}.issuer", TAKEN)
        issuers.add(form.issuer)
        yield from _of_secret(at, form, secrets[key])
        if "openid" not in form.scopes:
            yield Complaint(f"{at}.scopes", OPENID)
        if not any(form.second_factor.values()):
            yield Complaint(f"{at}.second_factor", FACTOR)
        yield from _of_people(at, form)


def _of_secret(at: str, form: ProviderForm, secret: str) -> Iterator[Complaint]:
    if bool(form.client_secret_file) == bool(form.client_secret_variable):
        yield Complaint(at, SECRET)
    elif not secret:
        named = "client_secret_file" if form.client_secret_file else "client_secret_variable"
        yield Complaint(f"{at}.{named}", NO_SECRET)


def _of_people(at: str, form: ProviderForm) -> Iterator[Complaint]:
    if not form.allowed_organisations and not form.mapped:
        yield Complaint(f"{at}.allowed_organisations", FOR_WHOM)
    allowed = {EVERYBODY, *form.allowed_organisations}
    everybody = not form.allowed_organisations or EVERYBODY in form.allowed_organisations
    for number, row in enumerate(form.mapped):
        if not everybody and row.organisation not in allowed:
            yield Complaint(f"{at}.mapped.{number}.organisation", NOT_ALLOWED)


def _line(text: str, field: str) -> int:
    """The line of a field: of its name or own heading under its provider, else of the provider."""
    _, key, name, place, *_ = [*field.split("."), "", "", ""]
    first, seen, table = 0, 0, ""
    for number, line in enumerate(text.splitlines(), 1):
        if line.lstrip().startswith("["):
            heading = _HEADING.match(line)
            inside = heading is not None and heading[1] == key
            table = (heading[2] or "") if heading and inside else "-"
            first = first or (number if inside else 0)
            if name and table == name:
                if not place.isdigit() or int(place) == seen:
                    return number
                seen += 1
        elif not table and name and re.match(rf"\s*\"?{re.escape(name)}\"?\s*[.=]", line):
            return number
    return first


def _provider(key: str, form: ProviderForm, secret: str) -> Provider:
    return Provider(
        key=key,
        name=form.name,
        issuer=form.issuer,
        client_id=form.client_id,
        client_secret=secret,
        second_factor={claim: frozenset(said) for claim, said in form.second_factor.items()},
        scopes=form.scopes,
        acr_values=form.acr_values,
        secret_in_body=form.secret_in_body,
        email_claim=form.email_claim,
        email_trusted=form.email_trusted,
        userinfo=form.userinfo,
        organisations=form.allowed_organisations,
        mapped=tuple(Mapped(row.claim, row.value, row.organisation) for row in form.mapped),
        skew=timedelta(seconds=form.clock_skew),
    )
