"""What the OWASP ASVS asks and no other story shows: docs/security.md names each of these."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from httpx import AsyncClient
from tests.builders.everyone import asking
from tests.builders.passkeys import Device
from tests.builders.service import PASSWORD, service, token
from tests.builders.world import world
from tests.identity.test_passkeys import enter, options_of, with_passkey
from tests.stories.test_permissions import ROUTES, about, address, methods

from governance.app.routes import API, PAGES
from governance.base.database import DATABASE

SOURCE = Path(__file__).resolve().parent.parent.parent / "src" / "governance"
NOTED_READING = {
    "governance.overview.trail.actions.export_trail",
    "governance.identity.people.actions.exported",
    "governance.identity.reviewing.actions.export_review",
    "governance.overview.permissions.actions.export_permissions",
    "governance.identity.providers.actions.finish",
}
"""What a GET may do: write down that something was taken out, and come back from a provider."""
IN_A_PATH = {
    "form", "key", "letter", "name", "number", "other", "provider", "rule", "section", "step",
    "token",
}  # fmt: skip
"""What stands in an address and is no id: the form of a file, a letter, a model, a clause, a
provider, a rule of the checklist, a step before a decision, the token of an invitation, which
works once and comes by mail, and the secret of a calendar feed: a calendar program sends nothing
but its address, so that can be renewed and ended."""
IN_A_QUERY = {
    "about", "agreement", "before", "broken", "by", "columns", "ended",
    "executorOrganisationId", "form", "function", "group", "kind", "knowingly", "level", "method",
    "moment", "month", "nature", "on", "organisation",
    "page", "period", "priority", "problem", "proposal", "region", "result", "role", "search",
    "since", "sort", "source", "standing", "state", "theme", "to", "unconfirmed", "until", "verb",
    "version", "weeks", "what", "whom", "year", "zoom",
}  # fmt: skip


async def sessions() -> int:
    [row] = await DATABASE.fetch("select count(*) as number from session")
    return int(row["number"])


async def test_signing_in_once_more_ends_the_session_before(owner_url: str) -> None:
    async with (
        service(owner_url) as (transport, people),
        AsyncClient(transport=transport, base_url="http://localhost") as client,
    ):
        who = people.administrator.person_id
        [row] = await DATABASE.fetch("select sign_in_name from person where id = $1", who)
        typed = {"signInName": row["sign_in_name"], "password": PASSWORD}
        seen = []
        page = (await client.get("/aanmelden")).text
        for _ in range(2):
            carried = {**typed, "csrf_token": token(page)}
            assert (await client.post("/aanmelden", data=carried)).status_code == 303
            seen.append(client.cookies["session"])
            page = (await client.get("/mijn-sessies")).text
        assert seen[0] != seen[1]
        assert await sessions() == 1
        old = {"authorization": f"Bearer {seen[0]}"}
        async with AsyncClient(transport=transport, base_url="http://localhost") as other:
            assert (await other.get("/api/v1/taken", headers=old)).status_code == 401


async def test_a_session_that_an_attacker_chose_is_not_the_one_that_begins(owner_url: str) -> None:
    async with (
        service(owner_url) as (transport, people),
        AsyncClient(transport=transport, base_url="http://localhost") as client,
    ):
        who = people.administrator.person_id
        [row] = await DATABASE.fetch("select sign_in_name from person where id = $1", who)
        client.cookies.set("session", "chosen by somebody else")
        page = (await client.get("/aanmelden")).text
        typed = {"signInName": row["sign_in_name"], "password": PASSWORD}
        answer = await client.post("/aanmelden", data={**typed, "csrf_token": token(page)})
        assert "chosen by somebody else" not in answer.headers["set-cookie"]


async def test_who_signs_out_leaves_nothing_in_the_browser(owner_url: str) -> None:
    async with (
        service(owner_url) as (transport, people),
        AsyncClient(transport=transport, base_url="http://localhost") as client,
    ):
        who = people.administrator.person_id
        [row] = await DATABASE.fetch("select sign_in_name from person where id = $1", who)
        page = (await client.get("/aanmelden")).text
        typed = {"signInName": row["sign_in_name"], "password": PASSWORD}
        await client.post("/aanmelden", data={**typed, "csrf_token": token(page)})
        kept = client.cookies["session"]
        page = (await client.get("/mijn-sessies")).text
        answer = await client.post("/afmelden", data={"csrf_token": token(page)})
        assert answer.headers["clear-site-data"] == '"cache", "storage"'
        assert "session" not in client.cookies
        assert await sessions() == 0
        client.cookies.set("session", kept)
        assert (await client.get("/mijn-sessies")).status_code == 303


def test_our_scripts_keep_nothing_in_the_browser() -> None:
    ours = sorted((SOURCE / "web" / "static").glob("*.js"))
    assert len(ours) > 2
    for path in ours:
        text = path.read_text("utf-8")
        for store in ("localStorage", "sessionStorage", "indexedDB", "document.cookie", "caches."):
            assert store not in text, path.name


async def test_every_page_of_who_is_signed_in_has_a_button_to_sign_out(owner_url: str) -> None:
    async with world(owner_url) as there:
        seen = 0
        async with asking(there.transport, there.named("administrator of keeper")) as client:
            for handler in PAGES:
                if methods(handler) != "GET":
                    continue
                at = address(handler, about(handler, there.known)[0], there.askers[0])
                answer = await client.get(at)
                html = answer.headers.get("content-type", "").startswith("text/html")
                if html and "HX-Request" in answer.headers.get("vary", ""):
                    seen += 1
                    assert 'action="/afmelden"' in answer.text, at
            assert 'action="/afmelden"' in (await client.get("/no-such-page")).text
        assert seen > 30


def test_what_changes_something_is_never_asked_by_a_safe_method() -> None:
    acting = {
        act
        for handler in ROUTES
        if methods(handler) == "GET"
        for act in handler.opt.get("acts", ())
    }
    assert acting == NOTED_READING
    assert {methods(handler) for handler in ROUTES} == {"GET", "POST", "PUT", "DELETE"}


def test_no_address_holds_a_secret_or_a_person() -> None:
    """Ids, words of the list and the names here: whatever else comes must be looked at first."""
    for handler in ROUTES:
        [path] = handler.paths
        for name, kind in re.findall(r"\{(\w+):(\w+)\}", path):
            assert kind == "uuid" or name in IN_A_PATH, path
        assert set(handler.opt.get("asks", {})) <= IN_A_QUERY, path


async def test_a_token_in_the_address_signs_nobody_in(owner_url: str) -> None:
    async with world(owner_url) as there:
        who = there.named("administrator of keeper")
        async with AsyncClient(transport=there.transport, base_url="http://localhost") as client:
            for name in ("token", "access_token", "session", "authorization", "api_key"):
                answer = await client.get(f"/api/v1/afspraken?{name}={who.token}")
                assert answer.status_code == 401


async def test_no_page_shows_the_token_of_its_session(owner_url: str) -> None:
    async with world(owner_url) as there:
        who = there.named("administrator of keeper")
        async with asking(there.transport, who) as client:
            for handler in (*PAGES, *API):
                if methods(handler) == "GET":
                    at = address(handler, about(handler, there.known)[0], who)
                    answer = await client.get(at)
                    said = answer.text + str(answer.headers)
                    assert who.token not in said, at


async def test_a_wrong_passkey_is_noted_as_a_refused_sign_in(owner_url: str) -> None:
    async with with_passkey(owner_url) as (who, _, device):
        device.key = Device().key
        assert (await enter(who, device.used(await options_of(who)))).status_code == 400
        rows = await DATABASE.fetch("select result from trail_entry where verb = 'sign_in'")
    assert [row["result"] for row in rows] == ["refused"]


@pytest.mark.parametrize("field", ["keeperId", "state", "id", "version_of", "isAdmin"])
async def test_a_field_that_the_form_does_not_have_is_refused(owner_url: str, field: str) -> None:
    async with world(owner_url) as there:
        draft = there.known["agreement"][0].ids["agreement_id"]
        async with asking(there.transport, there.named("administrator of keeper")) as client:
            sent = {"title": "x", "shortTitle": "x", field: "x"}
            answer = await client.put(f"/api/v1/afspraken/{draft}/looptijd", json=sent)
            assert answer.status_code == 400
            assert field in {wrong["field"] for wrong in answer.json()["errors"]}
