"""What the service writes about itself: lines of JSON that find the cause and tell of nobody."""

from __future__ import annotations

import ast
import asyncio
import gc
import io
import json
import logging
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import structlog
from httpx import AsyncClient
from tests.builders.servers import run
from tests.builders.service import PASSWORD, SETTINGS, service, signed_in, token

from governance.app.daily import attempted
from governance.app.logs import configure
from governance.base.database import DATABASE, Database
from governance.base.views import add
from governance.identity.tables import Person

SOURCE = Path(__file__).resolve().parent.parent.parent / "src" / "governance"
SOMEBODY = "somebody@noordstad.example"
MAY_BE_TOLD = {
    "frames", "handler", "kind", "method", "number", "problem", "provider", "reason",
    "reference", "work", "sha256", "file_id",
}  # fmt: skip
"""What a line of ours may hold beside its words: no name, address, token or text of anybody."""


class Log:
    """What was written since the test began."""

    def __init__(self, stream: io.StringIO) -> None:
        self.stream = stream

    @property
    def text(self) -> str:
        return self.stream.getvalue()

    @property
    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.text.splitlines()]


@pytest.fixture
def log() -> Iterator[Log]:
    root, ours = logging.getLogger(), logging.getLogger("governance")
    before = (list(root.handlers), root.level, ours.level)
    stream = io.StringIO()
    configure(stream)
    yield Log(stream)
    structlog.reset_defaults()
    logging.captureWarnings(capture=False)
    root.handlers, root.level, ours.level = before


async def test_a_line_says_when_how_serious_where_and_by_which_request(
    owner_url: str, log: Log
) -> None:
    async with (
        service(owner_url) as (transport, people),
        signed_in(transport, people.administrator) as client,
    ):
        await run(owner_url, "alter table agreement rename to gone")
        answer = await client.get("/api/v1/afspraken")
        await run(owner_url, "alter table gone rename to agreement")
    assert answer.status_code == 500
    [line] = [one for one in log.lines if one["event"] == "failed"]
    assert line["timestamp"].endswith("Z")
    assert (line["level"], line["logger"]) == ("error", "governance.web")
    assert line["request_id"] == answer.headers["x-request-id"]
    assert line["reference"] == answer.json()["reference"]
    assert line["kind"] == "asyncpg.exceptions.UndefinedTableError"
    assert any(place.startswith("agreements/queries.py:") for place in line["frames"])


async def test_an_error_on_our_side_tells_nothing_of_it_to_who_asked(owner_url: str) -> None:
    async with (
        service(owner_url) as (transport, people),
        signed_in(transport, people.administrator) as client,
    ):
        await run(owner_url, "alter table agreement rename to gone")
        for at in ("/afspraken", "/api/v1/afspraken"):
            answer = await client.get(at, headers={"accept-language": "en"})
            assert answer.status_code == 500
            for inside in ("asyncpg", "relation", "select", "Traceback", ".py", "Undefined"):
                assert inside not in answer.text, (at, inside)
        await run(owner_url, "alter table gone rename to agreement")


async def test_daily_work_that_fails_tells_kind_and_place_and_no_value(
    database: Database, log: Log
) -> None:
    async def twice() -> None:
        for _ in range(2):
            await add(Person(sign_in_name=SOMEBODY, function="x", password_hash=""))

    await attempted(twice)
    [line] = log.lines
    assert line["event"] == "daily work failed"
    assert line["work"] == "twice"
    assert line["kind"] == "asyncpg.exceptions.UniqueViolationError"
    assert any(place.startswith("test_logs.py:") for place in line["frames"])
    assert SOMEBODY not in log.text


async def test_signing_in_and_failing_to_writes_nobody_into_the_log(
    owner_url: str, log: Log
) -> None:
    async with service(owner_url, SETTINGS) as (transport, people):
        who = people.administrator.person_id
        [row] = await DATABASE.fetch("select sign_in_name from person where id = $1", who)
        async with AsyncClient(transport=transport, base_url="http://localhost") as client:
            for password in ("a wrong password", PASSWORD):
                page = (await client.get("/aanmelden")).text
                typed = {"signInName": row["sign_in_name"], "password": password}
                carried = {**typed, "csrf_token": token(page)}
                await client.post("/aanmelden", data=carried)
            await client.get(f"/mensen?search={SOMEBODY}")
            secrets = [row["sign_in_name"], PASSWORD, "a wrong password", *client.cookies.values()]
    assert [one for one in (*secrets, SOMEBODY, str(who)) if one in log.text] == []


def test_of_other_packages_only_the_fixed_words_are_kept(log: Log) -> None:
    theirs = logging.getLogger("uvicorn.error")
    theirs.error("Exception for %s\nand more of %s", SOMEBODY, SOMEBODY)
    try:
        raise ValueError(SOMEBODY)
    except ValueError:
        theirs.exception("Broken")
        structlog.get_logger("governance.web").error("failed", exc_info=True)
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        logging.captureWarnings(capture=True)
        warnings.warn(f"look at {SOMEBODY}", stacklevel=1)
        logging.captureWarnings(capture=False)
    assert SOMEBODY not in log.text
    first, second, third, fourth = log.lines
    assert first["event"] == "Exception for %s"
    assert second["kind"] == third["kind"] == "builtins.ValueError"
    assert fourth["event"].endswith("UserWarning")


def test_a_task_that_nobody_waited_for_is_told_without_what_it_says(log: Log) -> None:
    async def broken() -> None:
        raise ValueError(SOMEBODY)

    async def begun() -> None:
        task = asyncio.create_task(broken())
        await asyncio.sleep(0.01)
        del task
        gc.collect()

    asyncio.run(begun())
    [line] = log.lines
    assert line["kind"] == "builtins.ValueError"
    assert SOMEBODY not in log.text


def test_nobody_can_forge_a_line(log: Log) -> None:
    forged = 'x"}\n{"event": "all is well"}\r\n\x1b[2K'
    structlog.get_logger("governance.web").error("failed", reason=forged)
    [line] = log.lines
    assert line["reason"] == forged
    assert len(log.text.splitlines()) == 1
    assert "\x1b" not in log.text


def calls() -> Iterator[tuple[str, ast.Call]]:
    """Every call by which the source writes to the log."""
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and isinstance(node.func.value, ast.Name)
                and node.func.value.id.lower() in ("log", "_log", "logger")
            ):
                yield f"{path.relative_to(SOURCE)}:{node.lineno}", node


def test_the_source_logs_fixed_words_and_only_what_may_be_told() -> None:
    found = list(calls())
    assert len(found) > 5
    for place, call in found:
        assert isinstance(call.func, ast.Attribute)
        assert call.func.attr in ("info", "warning", "error"), place
        [words] = call.args
        assert isinstance(words, ast.Constant), place
        assert {word.arg for word in call.keywords} <= MAY_BE_TOLD, place


def test_there_is_one_way_to_log() -> None:
    for path in sorted(SOURCE.rglob("*.py")):
        text = path.read_text("utf-8")
        if path.name != "logs.py":
            assert "import logging" not in text, path
            assert "traceback.format" not in text, path
            assert "print_exc" not in text, path
