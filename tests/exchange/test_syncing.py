"""Registers that are fetched: all of them taken over or none, only what changed, and told why."""

from __future__ import annotations

import asyncio
import gzip
import logging
import os
import subprocess
import sys
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import httpx
import pytest
from tests.builders.passwords import hashed
from tests.builders.people import operator
from tests.builders.registers import AREAS, merger, municipality, register
from tests.builders.service import AT, PASSWORD, service, signed_in

from governance.audit.rules import THE_SERVICE
from governance.base.database import DATABASE, Database
from governance.base.errors import Refused
from governance.base.settings import read
from governance.exchange.sheets.rules import LIMIT
from governance.exchange.syncing import remote, rules
from governance.exchange.syncing.actions import take_over_all
from governance.exchange.syncing.queries import known_sources, sources
from governance.exchange.syncing.remote import PAUSES, fetch_all
from governance.exchange.syncing.rules import Came, Failed, Fetched, Known

MUNICIPALITIES = "https://registers.example/tooi/gemeenten.json"
PLACES = "https://areas.example/gebieden.csv?key=hidden"
BOTH = (MUNICIPALITIES, PLACES)
Answer = Callable[[httpx.Request], httpx.Response]


class Owner:
    """The owners of registers: what each address answers, and what it was asked."""

    def __init__(self) -> None:
        self.asked: list[httpx.Request] = []
        self.pauses: list[float] = []
        self.answers: dict[str, Answer] = {
            MUNICIPALITIES: tagged(register(), '"a"'), PLACES: tagged(AREAS, '"b"'),
        }  # fmt: skip

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request)
        return self.answers[str(request.url)](request)

    async def pause(self, seconds: float) -> None:
        self.pauses.append(seconds)

    async def fetched(
        self, known: dict[str, Known] | None = None, addresses: tuple[str, ...] = BOTH
    ) -> list[Fetched | Failed]:
        transport = httpx.MockTransport(self)
        return await fetch_all(addresses, known or {}, transport=transport, pause=self.pause)

    async def synced(self, *, applied: bool = True, riec: bool = False) -> list[Came]:
        known = await known_sources(BOTH, riec=riec)
        found = await self.fetched(known)
        return await take_over_all(found, known, applied=applied, riec=riec, by=THE_SERVICE, at=AT)


def tagged(content: bytes, etag: str) -> Answer:
    """A register with its tag, which answers 304 to who has it."""

    def answer(request: httpx.Request) -> httpx.Response:
        if request.headers.get("if-none-match") == etag:
            return httpx.Response(304, headers={"etag": etag})
        return httpx.Response(200, content=content, headers={"etag": etag})

    return answer


def always(status: int, content: bytes = b"", **headers: str) -> Answer:
    named = {name.replace("_", "-"): said for name, said in headers.items()}
    return lambda _: httpx.Response(status, content=content, headers=named)


def in_turn(*answers: Answer) -> Answer:
    """One answer after the other; the last stays."""
    left = list(answers)

    def answer(request: httpx.Request) -> httpx.Response:
        return (left.pop(0) if len(left) > 1 else left[0])(request)

    return answer


async def everything() -> list[Any]:
    """What must stay as it was when nothing is taken over."""
    tables = ("organisation", '"grouping"', "membership", "succession", "trail_entry")
    return [
        [tuple(row) for row in await DATABASE.fetch(f"select * from {table} order by id")]
        for table in tables
    ]


async def problems(owner: Owner) -> list[tuple[str, str]]:
    with pytest.raises(Refused) as refused:
        await owner.synced()
    return [(one.file, one.problem) for one in refused.value.complaints]


async def test_what_is_fetched_is_taken_over_and_the_next_time_it_is_only_asked(
    database: Database,
) -> None:
    owner = Owner()
    first = await owner.synced()
    assert [one.plan and one.plan.counts()["added"] for one in first] == [4, 0]
    assert first[1].plan and first[1].plan.counts()["members"] == 4
    before = await everything()
    again = await owner.synced()
    assert [one.plan for one in again] == [None, None]
    assert [r.headers.get("if-none-match") for r in owner.asked] == [None, None, '"a"', '"b"']
    assert await everything() == before
    [areas, tooi] = await sources(await operator())
    assert (areas.outcome, areas.applied_at, areas.shown) == (
        "unchanged", AT, "areas.example/gebieden.csv")  # fmt: skip
    assert tooi.problems == ()


async def test_a_new_tag_on_the_same_register_changes_nothing(database: Database) -> None:
    owner = Owner()
    await owner.synced()
    before = await everything()
    owner.answers[MUNICIPALITIES] = tagged(register(), '"c"')
    assert [one.plan for one in await owner.synced()] == [None, None]
    assert await everything() == before
    assert (await known_sources(BOTH, riec=False))[MUNICIPALITIES].etag == '"c"'


async def test_what_changed_is_taken_over_alone(database: Database) -> None:
    owner = Owner()
    await owner.synced()
    more = register(municipality("0004", "Verweg"), municipality("0005", "Nieuw"))
    owner.answers[MUNICIPALITIES] = tagged(more, '"c"')
    found = await owner.synced()
    assert [one.plan and one.plan.counts()["added"] for one in found] == [1, None]
    rows = await DATABASE.fetch(
        "select changes from trail_entry where verb = 'import' order by number desc limit 1"
    )
    assert "registers.example/gemeenten.json" in rows[0]["changes"]


async def test_a_preview_plans_the_second_on_the_first_and_remembers_nothing(
    database: Database,
) -> None:
    owner, before = Owner(), await everything()
    seen = await owner.synced(applied=False)
    assert [one.plan and one.plan.is_empty for one in seen] == [False, False]
    assert await everything() == before and await known_sources(BOTH, riec=False) == {}
    assert [one.plan and one.plan.counts() for one in await owner.synced()] == [
        one.plan and one.plan.counts() for one in seen
    ]


@pytest.mark.parametrize(
    ("broken", "problem"),
    [
        (always(404), rules.STATUS),
        (always(500), rules.STATUS),
        (always(200, b"<!doctype html><title>Onderhoud</title>"), "This is none of the forms"),
        (always(200, AREAS.replace(b"GM0003", b"GM3")), "is no code of a municipality"),
        (always(200, AREAS.replace(b"GM0003", b"GM0077")), "is no organisation of the register"),
        (always(304), rules.NEVER_SEEN),
        (always(302, location="http://areas.example/x"), rules.REDIRECT),
        (always(302, location="https://user:secret@areas.example/x"), rules.REDIRECT),
        (always(302, location="https://127.0.0.1/x"), rules.REDIRECT),
        (always(302, location="https://10.0.0.8/x"), rules.REDIRECT),
        (always(302, location="https://[::ffff:10.0.0.8]/x"), rules.REDIRECT),
        (always(302, location="https://a.localhost/x"), rules.REDIRECT),
        (always(302, location=PLACES), rules.TOO_FAR),
        (always(302, location="https://areas.example:port/"), rules.NO_ANSWER),
    ],
)  # fmt: skip
async def test_one_that_is_not_right_leaves_everything_as_it_was(
    database: Database, broken: Answer, problem: str
) -> None:
    owner, before = Owner(), await everything()
    owner.answers[PLACES] = broken
    told = await problems(owner)
    assert {file for file, _ in told} == {"areas.example/gebieden.csv"}
    assert problem in told[0][1]
    assert await everything() == before
    [noted] = await sources(await operator())
    assert noted.outcome in ("refused", "unreachable") and noted.problems[0].problem == told[0][1]
    assert await known_sources([MUNICIPALITIES], riec=False) == {}
    owner.answers[PLACES] = tagged(AREAS, '"b"')
    await owner.synced()
    assert [one.outcome for one in await sources(await operator())] == ["applied", "applied"]


CIRCLE = (
    municipality("0001", "Noord", last="2025-12-31"),
    municipality("0002", "Zuid", last="2025-12-31"),
    merger("0001", "0002", on="2026-01-01"),
    merger("0002", "0001", on="2026-01-01"),
)


@pytest.mark.parametrize(
    "broken",
    [
        always(403),
        always(200, register(municipality("04", "Kort"))),
        always(200, register(*CIRCLE)),
    ],
)
async def test_who_builds_on_one_that_is_not_right_is_not_blamed(
    database: Database, broken: Answer
) -> None:
    owner = Owner()
    owner.answers[MUNICIPALITIES] = broken
    assert {file for file, _ in await problems(owner)} == {"registers.example/gemeenten.json"}
    assert [one.address for one in await sources(await operator())] == [MUNICIPALITIES]


async def test_the_riec_are_taken_over_also_where_the_areas_did_not_change(
    database: Database,
) -> None:
    owner = Owner()
    await owner.synced()
    [_, areas] = await owner.synced(riec=True)
    assert areas.plan and areas.plan.counts()["members"] == 2
    assert [one.plan for one in await owner.synced(riec=True)] == [None, None]


async def test_everything_that_is_wrong_in_any_is_told_at_once(database: Database) -> None:
    owner = Owner()
    owner.answers[MUNICIPALITIES] = always(403)
    owner.answers[PLACES] = always(200, AREAS.replace(b"GM0003", b"GM3").replace(b"GM0004", b"x"))
    assert [file for file, _ in await problems(owner)] == [
        "registers.example/gemeenten.json", "areas.example/gebieden.csv",
        "areas.example/gebieden.csv",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("answer", "pauses"),
    [
        (in_turn(always(503), tagged(AREAS, '"b"')), [PAUSES[0]]),
        (in_turn(always(429, retry_after="30"), tagged(AREAS, '"b"')), [30]),
        (in_turn(always(429), always(500), always(502), tagged(AREAS, '"b"')), [*PAUSES]),
    ],
)
async def test_a_machine_that_fails_for_a_moment_is_asked_again(
    answer: Answer, pauses: list[float]
) -> None:
    owner = Owner()
    owner.answers[PLACES] = answer
    [found] = await owner.fetched(addresses=(PLACES,))
    assert isinstance(found, Fetched) and found.content == AREAS
    assert owner.pauses == pauses


async def _cut() -> AsyncIterator[bytes]:
    yield AREAS[:40]
    raise httpx.ReadError("reset")


def _raising(error: type[httpx.TransportError]) -> Answer:
    def answer(request: httpx.Request) -> httpx.Response:
        raise error("nothing", request=request)

    return answer


@pytest.mark.parametrize(
    ("answer", "problem", "pauses"),
    [
        (always(404), rules.STATUS, 0),
        (always(401), rules.STATUS, 0),
        (always(500), rules.STATUS, 3),
        (always(429, retry_after="3600"), rules.STATUS, 0),
        (_raising(httpx.ConnectError), rules.NO_ANSWER, 3),
        (_raising(httpx.ReadTimeout), rules.NO_ANSWER, 3),
        (lambda _: httpx.Response(200, content=_cut()), rules.NO_ANSWER, 3),
        (always(200, b"x" * (LIMIT + 1)), rules.LARGE, 0),
        (always(200, gzip.compress(b"0" * (LIMIT + 1)), content_encoding="gzip"), rules.LARGE, 0),
        (always(200, b"no gzip", content_encoding="gzip"), rules.NO_ANSWER, 3),
        (always(200, gzip.compress(gzip.compress(AREAS)), content_encoding="gzip, gzip"),
         rules.PACKED, 0),
    ],
)  # fmt: skip
async def test_what_is_no_register_is_told_with_its_machine_and_without_its_address(
    answer: Answer, problem: str, pauses: int, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, "governance")
    owner = Owner()
    owner.answers[PLACES] = answer
    [found] = await owner.fetched(addresses=(PLACES,))
    assert isinstance(found, Failed)
    assert found.complaint.problem == problem and len(owner.pauses) == pauses
    assert found.complaint.values["host"] == "areas.example"
    said = f"{found.complaint.problem.format(**found.complaint.values)} {found.complaint.file}"
    ours = [one.getMessage() for one in caplog.records if one.name.startswith("governance")]
    assert "hidden" not in said and "hidden" not in str(ours)


async def test_a_machine_that_drips_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    async def dripping() -> AsyncIterator[bytes]:
        yield AREAS[:40]
        await asyncio.Event().wait()

    monkeypatch.setattr(remote, "WHOLE", 0)
    owner = Owner()
    owner.answers[PLACES] = lambda _: httpx.Response(200, content=dripping())
    [found] = await owner.fetched(addresses=(PLACES,))
    assert isinstance(found, Failed) and found.complaint.problem == rules.TOO_LATE
    assert owner.pauses == []


async def test_the_page_of_registers_tells_what_was_fetched_and_no_key(owner_url: str) -> None:
    async with service(owner_url) as (transport, _):
        who = await operator()
        await DATABASE.fetch("update person set password_hash = $1", await hashed(PASSWORD))
        owner = Owner()
        await owner.synced()
        owner.answers[PLACES] = always(404)
        await problems(owner)
        async with signed_in(transport, who) as client:
            client.headers["accept-language"] = "en"
            page = (await client.get("/inlezingen")).text
    assert "areas.example answers 404 instead of the register." in page
    assert "not reached" in page and "taken over" in page
    assert "areas.example/gebieden.csv" in page and "key=" not in page


async def test_two_at_once_take_it_over_once(database: Database) -> None:
    owner = Owner()
    both = await asyncio.gather(owner.synced(), owner.synced())
    added = [one[0].plan.counts()["added"] if one[0].plan else 0 for one in both]
    assert sorted(added) == [0, 4]
    [row] = await DATABASE.fetch("select count(*)::int as n from register_source")
    assert row["n"] == 2


def test_addresses_are_checked_at_the_start_and_none_is_repeated() -> None:
    good = "https://a.example/x.json http://127.0.0.1:8000/y.csv"
    assert read({"GOVERNANCE_REGISTERS": good}).registers == tuple(good.split())
    wrong = f"http://a.example/x ftp://a https://u:hidden@a.example/x https:// {good} {good}"
    with pytest.raises(Refused) as refused:
        read({"GOVERNANCE_REGISTERS": wrong})
    assert [one.values["number"] for one in refused.value.complaints] == [1, 2, 3, 4, 7, 8]
    assert "hidden" not in str(
        [one.problem.format(**one.values) for one in refused.value.complaints]
    )


class _Served(BaseHTTPRequestHandler):
    """A machine with one register, at every address but ``/gone``."""

    def do_GET(self) -> None:
        body = register()
        if self.path.startswith("/gone"):
            self.send_error(410)
            return
        if self.headers.get("If-None-Match") == '"v1"':
            self.send_response(304)
            self.end_headers()
            return
        self.send_response(200)
        self.send_header("ETag", '"v1"')
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Nothing."""


@contextmanager
def serving() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Served)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def run(given: dict[str, str], *more: str) -> subprocess.CompletedProcess[str]:
    call = [sys.executable, "-m", "governance.cli.main", "--language", "en", "sync-parties", *more]
    return subprocess.run(
        call, env={**os.environ, **given}, check=False, capture_output=True, text=True
    )


def test_the_command_shows_takes_over_and_says_what_went_wrong(owner_url: str) -> None:
    with serving() as at:
        given = {"GOVERNANCE_DATABASE_URL": owner_url, "GOVERNANCE_REGISTERS": f"{at}/a.json"}
        shown = run(given)
        assert shown.returncode == 0 and "Organisations added: 4" in shown.stderr, shown.stderr
        assert "--apply" in shown.stderr and "HTTP Request" not in shown.stderr
        done = run(given, "--apply")
        assert "Organisations added: 4" in done.stderr and "--apply" not in done.stderr
        again = run(given, "--apply")
        assert "127.0.0.1/a.json: not changed since it was last taken over." in again.stderr
        anew = run(given, "--again")
        assert "Nothing changes" in anew.stderr
        two = {"GOVERNANCE_REGISTERS": f"{at}/b.json {at}/gone?key=hidden {at}/gone.csv"}
        broken = run(given | two, "--apply")
        assert broken.returncode == 1 and "Organisations" not in broken.stderr
        assert all(f"127.0.0.1/{name}" in broken.stderr for name in ("gone:", "gone.csv:"))
        assert "410" in broken.stderr and "hidden" not in broken.stderr + broken.stdout
        missing = run({"GOVERNANCE_DATABASE_URL": owner_url})
        assert missing.returncode != 0 and "GOVERNANCE_REGISTERS" in missing.stderr
