"""Every cookie of ours: for this host alone, over TLS alone, and for no script."""

from __future__ import annotations

import ast
from http.cookies import Morsel, SimpleCookie
from pathlib import Path

import msgspec
from httpx import AsyncClient, Response
from tests.builders.service import PASSWORD, SETTINGS, service, token

from governance.base.database import DATABASE

SOURCE = Path(__file__).resolve().parent.parent.parent / "src" / "governance"
SAFE = msgspec.structs.replace(SETTINGS, base_url="https://afspraken.voorbeeld.nl")


def cookies(answer: Response) -> list[Morsel[str]]:
    return [
        m for said in answer.headers.get_list("set-cookie") for m in SimpleCookie(said).values()
    ]


async def test_over_tls_each_is_of_this_host_and_out_of_reach_of_scripts(owner_url: str) -> None:
    async with service(owner_url, SAFE) as (transport, people):
        who = people.administrator.person_id
        [row] = await DATABASE.fetch("select sign_in_name from person where id = $1", who)
        async with AsyncClient(transport=transport, base_url="https://localhost") as client:
            found = [await client.get("/aanmelden")]
            typed = {"signInName": row["sign_in_name"], "password": PASSWORD}
            carried = {"csrf_token": token(found[0].text)}
            language = carried | {"language": "en", "next": "/aanmelden"}
            found.append(await client.post("/taal", data=language))
            found.append(await client.post("/aanmelden", data=typed | carried))
            page = await client.get("/mijn-sessies")
            carried = {"csrf_token": token(page.text)}
            found.append(await client.post("/mijn-sessies/andere/beeindiging", data=carried))
            found.append(await client.get("/mijn-sessies"))
            found.append(await client.post("/afmelden", data=carried))
        made = [morsel for answer in found for morsel in cookies(answer)]
        assert {morsel.key for morsel in made} == {
            "__Host-guest", "__Host-language", "__Host-session", "__Host-message",
        }  # fmt: skip
        for morsel in made:
            assert morsel["secure"], morsel.key
            assert morsel["httponly"], morsel.key
            assert morsel["samesite"].lower() == "lax", morsel.key
            assert morsel["path"] == "/", morsel.key
            assert morsel["domain"] == "", morsel.key


async def test_the_service_knows_by_its_own_address_what_a_proxy_forgot_to_say(
    owner_url: str,
) -> None:
    async with (
        service(owner_url, SAFE) as (transport, _),
        AsyncClient(transport=transport, base_url="http://localhost") as client,
    ):
        answer = await client.get("/aanmelden")
        assert [m.key for m in cookies(answer)] == ["__Host-guest"]
        assert "strict-transport-security" in answer.headers


def test_a_cookie_is_made_in_one_place() -> None:
    """But for that of a guest, which is written as the answer leaves."""
    made = [
        str(path.relative_to(SOURCE))
        for path in sorted(SOURCE.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name | ast.Attribute)
        and getattr(node.func, "id", getattr(node.func, "attr", "")) in ("Cookie", "delete_cookie")
    ]
    assert made == ["web/cookies.py"]
