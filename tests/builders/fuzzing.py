"""Requests that schemathesis makes of the description of the API, about things that are there."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

import requests
import schemathesis
from httpx import AsyncClient, Response
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.errors import Unsatisfiable
from msgspec import Struct
from schemathesis import Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.schemas import APIOperation
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from tests.builders.everyone import Asker
from tests.builders.service import PASSWORD
from tests.builders.things import AT, Thing
from tests.builders.world import World

from governance.app.routes import whole_description
from governance.base.database import DATABASE

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
BASE = "http://localhost/api/v1"
DAY = AT.date().isoformat()
GENERAL = {
    "allow", "cache-control", "clear-site-data", "content-length", "content-security-policy",
    "content-type", "cross-origin-opener-policy", "cross-origin-resource-policy",
    "permissions-policy", "referrer-policy", "vary", "x-content-type-options",
}  # fmt: skip
"""Headers that say the same on every answer, or how to read it: no machine has to know them."""


class Undone(Exception):  # noqa: N818
    """Takes back what a request changed."""


class Made(Struct, frozen=True):
    """One request: what schemathesis made, where it goes and what it carries."""

    case: Any
    url: str
    headers: list[tuple[bytes, bytes]]
    content: bytes


def operations() -> list[APIOperation]:
    """Every operation of the description."""
    schema = schemathesis.openapi.from_dict(whole_description())
    return [found.ok() for found in schema.get_all_operations()]


def cases(operation: APIOperation, number: int, of: int) -> list[Case]:
    """As many requests as asked by the description, and as many against it."""
    found: list[Case] = []

    def gather(case: Case) -> None:
        found.append(case)

    for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
        drawing = settings(
            max_examples=number,
            database=None,
            deadline=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )(given(operation.as_strategy(generation_mode=mode))(gather))
        try:
            seed(of)(drawing)()
        except Unsatisfiable:
            # There is nothing about it that could be wrong.
            assert mode is GenerationMode.NEGATIVE
    return found


async def versions() -> dict[str, list[int]]:
    """The versions of everything that has one, by its own id and those that it belongs to."""
    tables = await DATABASE.fetch(
        "select table_name, array_agg(column_name::text) as columns "
        "from information_schema.columns "
        "where table_schema = 'public' and (column_name = 'version' or udt_name = 'uuid') "
        "group by table_name having bool_or(column_name = 'version')"
    )
    found: dict[str, list[int]] = {}
    for table in tables:
        for row in await DATABASE.fetch(f'select * from "{table["table_name"]}"'):
            for name in set(table["columns"]) - {"version"}:
                found.setdefault(str(row[name]), []).append(row["version"])
    return found


class Chooser:
    """Puts what is there into what was made up: ids, versions, days and words of the work."""

    def __init__(
        self, there: World, client: AsyncClient, seen: Mapping[str, list[int]], of: int
    ) -> None:
        self.there, self.client, self.seen, self.dice = there, client, seen, random.Random(of)

    def any(self, case: Case, thing: Thing | None, who: Asker) -> Made:
        """A request as it was made up, mostly about a thing that is there."""
        sent = case.as_transport_kwargs(base_url=BASE)
        at = self._address(case, thing, who)
        return _made(case, who, sent, sent["url"] if self.dice.random() < 0.1 else at)

    async def fitting(self, case: Case, thing: Thing | None, who: Asker) -> Made:
        """A request that carries what the work could take: what was read there, or its words."""
        sent, at = case.as_transport_kwargs(base_url=BASE), self._address(case, thing, who)
        if isinstance(case.body, dict):
            known = KNOWN | self._ids(thing) | KINDS.get(case.path, {})
            sent["json"] = self._words(case.body, await self._read(at, who), known)
        return _made(case, who, sent, at)

    async def _read(self, at: str, who: Asker) -> dict[str, Any]:
        """What a machine would have read before it changes something: there, or just above."""
        headers = {"Authorization": f"Bearer {who.token}"}
        for address in (at, at.rpartition("/")[0]):
            answer = await self.client.get(address, headers=headers)
            self.client.cookies.clear()
            read = answer.headers.get("content-type", "").startswith("application/json")
            found = answer.json() if read and answer.status_code == 200 else None
            if isinstance(found, dict):
                return found
        return {}

    def _address(self, case: Case, thing: Thing | None, who: Asker) -> str:
        given = {"form": self.dice.choice(["docx", "pdf"]), "key": "signaaltafel", "name": "aard"}
        given |= {"provider": "noord", "link_id": who.link} | (thing.ids if thing else {})
        path = re.sub(r"\{(\w+)\}", lambda name: quote(given[name[1]], safe=""), case.path)
        return BASE + path

    def _words(
        self, body: dict[str, Any], read: dict[str, Any], words: dict[str, list[Any]]
    ) -> dict[str, Any]:
        kept = {}
        for name in body:
            if name in words:
                kept[name] = self.dice.choice(words[name])
            if name in read and (name not in words or self.dice.random() < 0.5):
                kept[name] = read[name]
        return kept

    def _ids(self, thing: Thing | None) -> dict[str, list[Any]]:
        ids = list(thing.ids.values()) if thing else []
        people = self.there.people
        return {
            "version": [of for one in ids for of in self.seen.get(one, [])] or [1],
            "keeperId": [str(people.keeper)],
            "committeeId": [str(people.committee)],
            "forId": [str(people.keeper)],
            "fromId": [thing.ids.get("role_id", "")] if thing else [""],
            "toId": [str(people.north)],
            "organisationId": [str(people.south)],
            "predecessors": [[str(people.south)]],
            "personId": [str(people.administrator.person_id), str(people.pin_north.person_id)],
        }


def _made(case: Case, who: Asker, sent: dict[str, Any], url: str) -> Made:
    headers = {n: v for n, v in sent["headers"].items() if n.lower() != "authorization"}
    headers |= {"Authorization": f"Bearer {who.token}"} if who.token else {}
    carried = {name: sent[name] for name in ("params", "json", "data") if name in sent}
    ready = requests.Request(case.method, url, headers=headers, **carried).prepare()
    body = ready.body or b""
    content = body.encode() if isinstance(body, str) else bytes(body)
    return Made(case, str(ready.url), [*map(_raw, ready.headers.items())], content)


def _raw(header: tuple[str, str | bytes]) -> tuple[bytes, bytes]:
    name, value = header
    return name.encode("latin-1"), value if isinstance(value, bytes) else value.encode("latin-1")


PAST, COMING = "2026-11-20", "2027-03-01"
KNOWN: dict[str, list[Any]] = {
    "title": ["Een titel"], "shortTitle": ["Titel"], "modelKey": ["signaaltafel"],
    "entryRule": ["on_date", "last_signature"], "extensionRule": ["none", "tacit"],
    "termMonths": [12], "entryDate": [COMING], "blanks": [{}], "commitments": [[]],
    "decidedBy": ["het college"], "decidedOn": [PAST], "number": ["2026-114"],
    "outcome": ["agreed", "declined"], "textVersion": [1, 2], "reason": ["Verkeerd getypt"],
    "signedByFunction": ["burgemeester"], "signedOn": [PAST], "capacity": ["own_right"],
    "periodFrom": ["2027-01-10"], "periodUntil": ["2027-02-01"], "opensOn": ["2027-02-01"],
    "dueOn": [COMING], "state": ["on_track"], "words": ["Het concept ligt er."],
    "milestones": [[]], "summary": ["Kort gezegd"], "capacityFte": ["1.5"], "moneyEuros": ["100"],
    "approvedByFunction": ["gemeentesecretaris"], "approvedOn": [DAY], "text": ["Vul aan"],
    "adoptedByFunction": ["voorzitter"], "adoptedOn": [DAY], "knowingly": [True],
    "bottlenecks": ["Geen"], "decisionsAsked": ["Geen"], "outlook": ["Goed"], "risks": ["Geen"],
    "email": ["nieuw@regio.example"], "function": ["beleidsadviseur"], "language": ["nl", "en"],
    "kind": ["reader", "linking_pin", "administrator"], "validFrom": [DAY],
    "validUntil": [COMING], "movesOn": [DAY], "lastDay": [DAY], "successors": [{}],
    "atOnce": [False],
    "password": [PASSWORD, "een blauwe fiets zonder bel"], "given": [["1"]], "name": ["Sleutel"],
    "newPassword": ["een groene fiets zonder licht"],
}  # fmt: skip
"""Words of the work that fit, by the names of fields."""
_ORGAN = {"kind": ["council"], "representedByFunction": ["griffier"]}
KINDS: dict[str, dict[str, list[Any]]] = {
    "/organisaties": {"kind": ["civil_society"], "legalPersonality": [True]},
    "/organisaties/{organisation_id}/bestuursorganen": _ORGAN,
    "/organisaties/{organisation_id}/bestuursorganen/{authority_id}": _ORGAN,
    "/regios": {"kind": ["care_region"]},
    "/regios/{region_id}/lidmaatschappen": {"part": ["member"]},
    "/herindelingen/voorbeeld": {
        "happensOn": ["2027-01-12"], "successors": [[]], "new": [[{"name": "Nieuw"}]],
    },
}  # fmt: skip
"""And by the address, where a field of one name takes other words there."""


async def asked(client: AsyncClient, made: Made) -> Response:
    """Ask, and take back what it changed, so that the next one meets the same world.

    A file that is sent bit by bit is made beside the request, so it takes no transaction. The
    client is that of everybody, so it keeps no cookie.
    """
    sent = {"headers": made.headers, "content": made.content}
    if made.case.method == "GET":
        answer = await client.request("GET", made.url, **sent)
    else:
        try:
            async with DATABASE.transaction():
                answer = await client.request(made.case.method, made.url, **sent)
                raise Undone
        except Undone:
            pass
    client.cookies.clear()
    return answer


def problems(made: Made, answer: Response) -> list[str]:
    """What the answer has that the description does not tell."""
    found = []
    try:
        made.case.validate_response(answer, checks=CHECKS)
    except BaseExceptionGroup as group:
        found += [str(one).strip()[:400] for one in group.exceptions]
    told = made.case.operation.responses.find_by_status_code(answer.status_code)
    documented = {n.lower() for n, _ in told.headers.items()} if told and told.headers else set()
    unknown = set(answer.headers) - GENERAL - documented
    if unknown:
        found.append(f"headers that are not documented: {sorted(unknown)}")
    if answer.status_code >= 400 and not answer.headers["content-type"].endswith("problem+json"):
        found.append("a refusal that is no problem")
    return found
