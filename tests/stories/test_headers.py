"""What every answer of every route says to the browser: pages, errors, files, machines alike."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager

import msgspec
from httpx import AsyncClient, Response
from tests.builders.everyone import Asker, asking
from tests.builders.world import UNLIMITED, World, world
from tests.stories.test_permissions import ROUTES, about, address, meet, methods

from governance.app.main import MAX_BODY
from governance.app.routes import API, PAGES
from governance.files.sending.rules import POLICY
from governance.web.body import LIMIT
from governance.web.describing import MEDIA
from governance.web.security import HEADERS
from governance.web.static import static

NOBODY = Asker("nobody", None)
DESCRIPTION = "/api/v1/openapi.json"
ELSEWHERE = {"origin": "https://elsewhere.example"}
PREFLIGHT = ELSEWHERE | {
    "access-control-request-method": "POST",
    "access-control-request-headers": "authorization, content-type",
}
DIRECTIVES = {
    "default-src 'none'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types htmx",
}
OTHERS = ("/no-such-page", "/api/v1/no-such-route", "/aanmelden/", static("governance.css"))


async def answers(there: World) -> AsyncIterator[Response]:
    """Every route as who keeps the agreement and as nobody, what is nowhere, and a static file."""
    for handler in ROUTES:
        thing = about(handler, there.known)[0]
        for who in (there.named("administrator of keeper"), NOBODY):
            yield await meet(there.transport, who, handler, thing)
    async with asking(there.transport, NOBODY) as client:
        for at in OTHERS:
            yield await client.get(at)
            yield await client.request("TRACE", at)


def keeping(there: World) -> AbstractAsyncContextManager[AsyncClient]:
    """A client of who keeps the agreement."""
    return asking(there.transport, there.named("administrator of keeper"))


def directives(answer: Response) -> tuple[set[str], str]:
    """The policy of an answer without its scripts, and those."""
    said = {part.strip() for part in answer.headers["content-security-policy"].split(";")}
    [scripts] = {part for part in said if part.startswith("script-src")}
    return said - {scripts}, scripts


def nonces(html: str) -> set[str]:
    return set(re.findall(r'nonce="([^"]*)"', html))


async def test_every_answer_carries_the_headers_and_a_policy_of_its_own(owner_url: str) -> None:
    seen: set[str] = set()
    kinds: set[tuple[int, str]] = set()
    files: set[str] = set()
    async with world(owner_url) as there:
        async for answer in answers(there):
            at = (answer.request.method, answer.request.url.path, answer.status_code)
            for name, value in HEADERS.items():
                kept = "cross-origin" if at[1] == DESCRIPTION and at[0] == "GET" else value
                told = kept if name == "Cross-Origin-Resource-Policy" else value
                assert answer.headers[name] == told, at
            media = answer.headers.get("content-type", "").partition(";")[0]
            kinds.add((answer.status_code, media))
            if "content-disposition" in answer.headers:
                assert answer.headers["content-security-policy"] == POLICY, at
                assert "no-store" in answer.headers["cache-control"], at
                files.add(at[1])
                continue
            rest, scripts = directives(answer)
            assert rest == DIRECTIVES, at
            if media == "text/html":
                assert "charset=utf-8" in answer.headers["content-type"], at
                [word] = nonces(answer.text)
                assert scripts == f"script-src 'self' 'nonce-{word}'", at
                assert word not in seen, at
                seen.add(word)
                assert "<style" not in answer.text, at
                assert not re.search(r"<script(?![^>]* src=)|\son\w+=|\sstyle=", answer.text), at
            else:
                assert scripts == "script-src 'self'", at
            kept = "public" if at[1].startswith("/static/") and at[2] == 200 else "no-store"
            assert kept in answer.headers["cache-control"], at
            assert re.fullmatch(r"[0-9a-f]{16}", answer.headers["x-request-id"]), at
            assert not [name for name in answer.headers if name in ("server", "x-powered-by")], at
    assert len(files) > 5
    assert {(200, "text/html"), (400, "text/html"), (404, "text/html")} <= kinds
    assert {(200, "application/json"), (400, "application/problem+json")} <= kinds
    assert {(200, MEDIA["docx"]), (200, "text/css"), (405, "text/html")} <= kinds


async def test_over_tls_every_answer_says_that_it_is_only_there_over_tls(owner_url: str) -> None:
    safe = msgspec.structs.replace(UNLIMITED, base_url="https://afspraken.voorbeeld.nl")
    async with world(owner_url, safe) as there:
        async for answer in answers(there):
            said = answer.headers["strict-transport-security"]
            found = re.fullmatch(r"max-age=(\d+); includeSubDomains", said)
            assert found
            assert int(found[1]) >= 31_536_000


async def test_a_page_of_another_site_reads_nothing_but_the_description(owner_url: str) -> None:
    async with world(owner_url) as there:
        for handler in ROUTES:
            thing = about(handler, there.known)[0]
            at = address(handler, thing, NOBODY)
            async with keeping(there) as client:
                preflight = await client.options(at, headers=PREFLIGHT)
                if methods(handler) == "GET":
                    answer = await client.get(at, headers=ELSEWHERE)
                else:
                    answer = await client.request(methods(handler), at, headers=ELSEWHERE, json={})
            opened = at == DESCRIPTION
            assert [n for n in preflight.headers if n.startswith("access-control-")] == [], at
            told = {n: v for n, v in answer.headers.items() if n.startswith("access-control-")}
            assert told == ({"access-control-allow-origin": "*"} if opened else {}), at
        async with asking(there.transport, NOBODY) as client:
            for at in OTHERS:
                for method in ("GET", "OPTIONS", "POST"):
                    answer = await client.request(method, at, headers=PREFLIGHT)
                    assert "access-control-allow-origin" not in answer.headers, at


def taken(path: str) -> set[str]:
    """The methods of an address, by its routes, with those that come by themselves."""
    there = {methods(handler) for handler in ROUTES if min(handler.paths) == path}
    return there | {"OPTIONS"} | ({"HEAD"} if "GET" in there else set())


async def test_an_address_says_which_methods_it_takes_and_refuses_the_others(
    owner_url: str,
) -> None:
    async with world(owner_url) as there:
        for handler in ROUTES:
            [path] = handler.paths
            at = address(handler, about(handler, there.known)[0], NOBODY)
            async with asking(there.transport, NOBODY) as client:
                options = await client.options(at)
                assert options.status_code == 204, at
                assert options.content == b""
                assert set(options.headers["allow"].split(", ")) == taken(path), at
                for method in {"TRACE", "PATCH", "PUT", "DELETE", "BREW"} - taken(path):
                    answer = await client.request(method, at)
                    assert answer.status_code == 405, (method, at)
                    assert set(answer.headers["allow"].split(", ")) == taken(path), at
                    if handler in API:
                        assert answer.headers["content-type"] == "application/problem+json"
                        assert answer.json()["status"] == 405
        async with asking(there.transport, NOBODY) as client:
            assert (await client.options("/no-such-page")).status_code == 404
            echoed = await client.request("TRACE", "/aanmelden", headers={"x-secret": "a secret"})
            assert "a secret" not in echoed.text


async def test_head_says_what_get_says_without_a_body(owner_url: str) -> None:
    changing = {"x-request-id", "content-security-policy", "set-cookie", "content-length"}
    async with world(owner_url) as there, keeping(there) as client:
        for handler in ROUTES:
            if methods(handler) != "GET":
                continue
            at = address(handler, about(handler, there.known)[0], NOBODY)
            whole, head = await client.get(at), await client.head(at)
            assert head.content == b"", at
            assert head.status_code == whole.status_code, at
            assert {n: v for n, v in head.headers.items() if n not in changing} == {
                n: v for n, v in whole.headers.items() if n not in changing
            }, at


async def test_the_host_that_a_request_names_stands_in_no_answer(owner_url: str) -> None:
    evil = {"host": "evil.example", "x-forwarded-host": "evil.example", "forwarded": "host=evil"}
    async with world(owner_url) as there, keeping(there) as client:
        client.headers.update(evil)
        for handler in ROUTES:
            at = address(handler, about(handler, there.known)[0], NOBODY)
            answer = await client.request(methods(handler), at)
            said = answer.text + " ".join(answer.headers.values())
            assert "evil" not in said, at


async def test_a_body_beyond_its_limit_is_refused_before_it_is_read(owner_url: str) -> None:
    assert MAX_BODY <= LIMIT

    async def endless() -> AsyncIterator[bytes]:
        for _ in range(200):
            yield b"x" * 100_000

    async with world(owner_url) as there:
        async with keeping(there) as client:
            form = {"content-type": "application/x-www-form-urlencoded"}
            json = {"content-type": "application/json"}
            for at, kind in (("/afspraken", form), ("/api/v1/afspraken", json)):
                large = await client.post(at, content=b"x" * (LIMIT + 1), headers=kind)
                assert large.status_code == 413, at
                unsaid = await client.post(at, content=endless(), headers=kind)
                assert unsaid.status_code == 413, at
                lying = await client.post(at, content=b"{}", headers=kind | {"content-length": "x"})
                assert lying.status_code == 400, at
        for at, kind in (("/aanmelden", form), ("/api/v1/sessies", json)):
            async with AsyncClient(transport=there.transport, base_url="http://localhost") as who:
                large = await who.post(at, content=b"x" * (LIMIT + 1), headers=kind)
                assert large.status_code == 413, at


def test_every_route_is_met() -> None:
    assert len(ROUTES) == len(PAGES) + len(API) + 1
