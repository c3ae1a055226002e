"""Fifty wrong passwords at once, on two processes of one database: no more tries than the limit."""

from __future__ import annotations

import asyncio
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime

import httpx
import pytest
from tests.builders.service import SETTINGS
from tests.builders.signing_in import NAME, PASSWORD, member

from governance.base.database import DATABASE, Database
from governance.base.errors import Refused
from governance.identity.actions import sign_in
from governance.identity.attempts.actions import count, give_back
from governance.identity.rules import FAILURES_PER_NAME, WINDOW, Caller

SERVE = [sys.executable, "-m", "governance.cli.main", "serve"]
AT_ONCE = 50
AT = datetime(2026, 11, 24, 12, tzinfo=UTC)


def _port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextmanager
def process(database_url: str) -> Iterator[str]:
    """A process of the service on a database of its own choice; gives its address."""
    port = _port()
    given = {
        "GOVERNANCE_DATABASE_URL": database_url,
        "GOVERNANCE_PORT": str(port),
        "GOVERNANCE_HOST": "127.0.0.1",
        "GOVERNANCE_SECRET_KEY": SETTINGS.secret_key,
        "GOVERNANCE_SECOND_FACTOR": "optional",
    }
    running = subprocess.Popen(SERVE, env={**os.environ, **given}, stderr=subprocess.DEVNULL)
    try:
        address = f"http://127.0.0.1:{port}"
        with httpx.Client(verify=False) as asking:  # noqa: S501
            for _ in range(1200):
                assert running.poll() is None
                try:
                    asking.get(f"{address}/aanmelden")
                    break
                except httpx.TransportError:
                    time.sleep(0.1)
        yield address
    finally:
        running.terminate()
        running.wait(30)


async def test_fifty_at_once_on_two_processes_get_no_more_tries_than_the_limit(
    database: Database, owner_url: str
) -> None:
    await member()
    with ExitStack() as both:
        one, two = (both.enter_context(process(owner_url)) for _ in range(2))
        async with httpx.AsyncClient(timeout=60, headers={"accept-language": "en"}) as client:
            wrong = {"signInName": NAME, "password": "not the one at all"}
            sent = [
                client.post(f"{(one, two)[n % 2]}/api/v1/sessies", json=wrong)
                for n in range(AT_ONCE)
            ]
            answers = await asyncio.gather(*sent)
            told = [answer.json()["errors"][0]["problem"] for answer in answers]
            tried = [said for said in told if "belong together" in said]
            closed = [said for said in told if "Too many" in said]
            assert len(tried) == FAILURES_PER_NAME, "each of these looked at the password"
            assert len(tried) + len(closed) == AT_ONCE
            right = await client.post(
                f"{two}/api/v1/sessies", json={"signInName": NAME, "password": PASSWORD}
            )
            assert right.status_code == 429, "the name is closed for this network"
            assert int(right.headers["retry-after"]) > 0
    [row] = await DATABASE.fetch("select max(failures) as most from sign_in_attempt")
    assert row["most"] == FAILURES_PER_NAME


async def test_right_passwords_at_once_are_all_taken_and_none_counts(database: Database) -> None:
    await member()
    caller = Caller("192.0.2.1")
    signing = (sign_in(NAME, PASSWORD, caller=caller, at=AT) for _ in range(FAILURES_PER_NAME))
    assert len({begun.token for begun in await asyncio.gather(*signing)}) == FAILURES_PER_NAME
    rows = await DATABASE.fetch("select failures from sign_in_attempt")
    assert {row["failures"] for row in rows} == {0}


async def test_what_is_refused_for_being_too_often_is_not_counted_again(
    database: Database,
) -> None:
    for _ in range(2):
        await count({"a": 2, "b": 9}, at=AT)
    for _ in range(5):
        with pytest.raises(Refused, match="Too many"):
            await count({"a": 2, "b": 9}, at=AT)
    rows = await DATABASE.fetch("select key, failures from sign_in_attempt")
    assert {row["key"]: row["failures"] for row in rows} == {"a": 2, "b": 2}


async def test_an_attempt_of_an_earlier_window_gives_nothing_back_in_this_one(
    database: Database,
) -> None:
    earlier = await count({"a": 2}, at=AT)
    await count({"a": 2}, at=AT + WINDOW)
    await give_back(earlier)
    [row] = await DATABASE.fetch("select failures from sign_in_attempt")
    assert row["failures"] == 1
