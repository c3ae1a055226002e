"""The API is as its description says: every route, what it takes, what it answers and refuses."""

from __future__ import annotations

import inspect
import re
from typing import Any
from uuid import UUID

import pytest
from httpx import AsyncClient, Response
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator
from tests.builders.agreements import organs
from tests.builders.commitments import in_force
from tests.builders.files import pdf
from tests.builders.formation import put_up
from tests.builders.reporting import open_round, report_of
from tests.builders.service import service, signed_in

from governance.app.routes import API, whole_description

WHOLE = whole_description()
HANDLERS = {handler.fn.__name__ + str(handler.paths): handler for handler in API}


def test_it_is_openapi() -> None:
    assert [str(error) for error in OpenAPIV31SpecValidator(WHOLE).iter_errors()] == []
    assert WHOLE["servers"] == [{"url": "/api/v1"}]
    assert all(path.startswith("/") and "/api/" not in path for path in WHOLE["paths"])
    names = [op["operationId"] for path in WHOLE["paths"].values() for op in path.values()]
    assert len(names) == len(set(names)) == len(API)
    assert all(op["summary"] for path in WHOLE["paths"].values() for op in path.values())


def test_a_file_of_json_is_described_as_what_it_says_and_others_as_bytes() -> None:
    whole = WHOLE["paths"]["/inlezingen/{import_id}/bestanden"]["get"]["responses"]["200"]
    schemas = {kind: told["schema"] for kind, told in whole["content"].items()}
    assert schemas.pop("application/json") == {}
    assert {one["format"] for one in schemas.values()} == {"binary"} and len(schemas) == 2


def test_it_says_of_each_change_that_the_version_seen_cannot_be_left_out() -> None:
    told = WHOLE["components"]["schemas"]
    edited = told["AnswersForm"]
    assert edited["properties"]["version"]["type"] == "integer"
    assert "must be given" in edited["properties"]["version"]["description"]
    assert "default" not in edited["properties"]["version"]
    assert edited["required"] == ["seen"], "a header may give it"
    of_a_text = [name for name, form in told.items() if "textVersion" in form.get("properties", {})]
    assert of_a_text
    sent = [name for name in of_a_text if told[name].get("additionalProperties") is False]
    assert sent and all("textVersion" in told[name]["required"] for name in sent)
    assert "x-seen" not in str(WHOLE)


@pytest.mark.parametrize("name", HANDLERS)
def test_a_route_says_what_it_reads(name: str) -> None:
    handler = HANDLERS[name]
    source = inspect.getsource(handler.fn)
    reads = re.findall(r"(?:read_form|handed_in|handed_to)\(request, (\w+)[,)]", source)
    taken = handler.opt.get("takes")
    assert reads == ([taken.__name__] if taken else [])
    asked = set(handler.opt.get("asks", {}))
    for_name = re.search(r"for name in \(([^)]+)\)", source)
    read = set(re.findall(r'"(\w+)"', for_name[1])) if for_name else set()
    assert read <= asked
    assert ("page" in asked) is ("number_of(" in source or "wanted(" in source)
    ways = (
        "query_params",
        "wanted(",
        "unpaged(",
        "number_of(",
        "of_year(",
        "asked_year(",
        "asked(",
    )
    reads_address = any(said in source for said in ways)
    assert bool(asked) is reads_address


def _of(path: str, method: str, status: int) -> tuple[dict[str, Any], dict[str, Any]]:
    """What the description says of an answer, and of its operation."""
    [found] = [
        of for at, of in WHOLE["paths"].items()
        if re.fullmatch(re.sub(r"\\{\w+\\}", "[^/]+", re.escape(at)), path)
        and not ("{" in at and path in WHOLE["paths"])
    ]  # fmt: skip
    operation = found[method.lower()]
    told = operation["responses"]
    assert str(status) in told, (path, status)
    named = told[str(status)].get("$ref", "").rpartition("/")[2]
    return WHOLE["components"]["responses"][named] if named else told[str(status)], operation


def _holds(answer: Response) -> None:
    path = answer.request.url.path.removeprefix("/api/v1")
    told, _ = _of(path, answer.request.method, answer.status_code)
    if answer.status_code in (204, 304):
        assert ("etag" in answer.headers) is ("ETag" in told.get("headers", {})), path
        return
    media = answer.headers["content-type"].partition(";")[0]
    assert media in told["content"], (path, media)
    assert ("etag" in answer.headers) is ("ETag" in told["headers"]), path
    if "json" not in media:
        return
    schema = told["content"][media]["schema"] | {"components": WHOLE["components"]}
    assert [
        error.message for error in Draft202012Validator(schema).iter_errors(answer.json())
    ] == []


async def _scans_hold(client: AsyncClient, organ: UUID) -> None:
    """A file goes in as a form in parts, and comes out as itself, whole or in part."""
    scans = f"/api/v1/bestuursorganen/{organ}/ondertekeningen/scans"
    file = {"file": ("scan.pdf", pdf())}
    _holds(await client.post(scans, files=file))
    signed = {"signedByFunction": "x", "signedOn": "2026-11-20", "capacity": "own_right"}
    _holds(await client.post(scans.removesuffix("/scans"), json=signed | {"textVersion": 1}))
    answer = await client.post(scans, files=file)
    _holds(answer)
    one = f"{scans}/{answer.json()['id']}"
    _holds(await client.post(scans, files={"file": ("scan.pdf", b"x")}))
    _holds(await client.get(scans))
    for headers in ({}, {"range": "bytes=0-3"}, {"range": "bytes=900-"}):
        _holds(await client.get(one, headers=headers))
    tag = (await client.get(one)).headers["etag"]
    _holds(await client.get(one, headers={"if-none-match": tag}))
    _holds(await client.post(f"{one}/verwijdering", json={}))
    _holds(await client.post(f"{one}/verwijdering", json={"reason": "x"}))


async def test_what_is_answered_and_refused_is_as_described(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        asked = await put_up(people)
        [organ, *_] = await organs(asked)
        made = await in_force(people)
        a_round = await open_round(people, made)
        report = await report_of(a_round, people.north, people.pin_north)
        at, round_at = f"/api/v1/afspraken/{asked}", f"/api/v1/rapportagerondes/{a_round}"
        reads = {
            people.administrator: [
                "/api/v1/afspraken", at, f"{at}/partijen", f"{at}/toezeggingen",
                f"{at}/antwoorden", f"{at}/documenten", f"{at}/documenten/pdf",
                f"{at}/documenten/docx", f"{at}/documenten/odt",
                f"/api/v1/afspraken/{made}/standen",
                "/api/v1/modellen", "/api/v1/modellen/signaaltafel", "/api/v1/organisaties",
                "/api/v1/stuurgroepen", "/api/v1/dashboard", "/api/v1/taken",
                "/api/v1/afspraken?state=x", f"/api/v1/afspraken/{organ}",
            ],
            people.secretary: [
                "/api/v1/rapportagerondes", round_at, f"{round_at}/regiorapportages",
            ],
            people.pin_north: [f"/api/v1/rapportages/{report.id}", "/api/v1/taken"],
        }  # fmt: skip
        for who, addresses in reads.items():
            async with signed_in(transport, who) as client:
                for address in addresses:
                    _holds(await client.get(address))
        async with signed_in(transport, people.administrator) as client:
            decided = f"/api/v1/bestuursorganen/{organ}/besluiten"
            sent = {"decidedBy": "x", "decidedOn": "2026-11-10", "number": "1", "textVersion": 1}
            for body in ({}, sent, sent):
                _holds(await client.post(decided, json=body))
            _holds(await client.put(decided, json=sent, headers={"if-match": '"1"'}))
            _holds(await client.put(decided, content=b"x", headers={"content-type": "text/plain"}))
            _holds(await client.post(f"{at}/aanbieding", json={}))
            await _scans_hold(client, organ)
        async with AsyncClient(transport=transport, base_url="http://localhost") as client:
            _holds(await client.get("/api/v1/afspraken"))
            _holds(await client.post("/api/v1/sessies", json={"signInName": "x", "password": "y"}))
