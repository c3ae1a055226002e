"""PostgreSQL for tests: one server a run, one template built by the migrations, a clone a test.

``GOVERNANCE_TEST_DATABASE_URL`` names a server of your own (a role that may create databases
and roles); without it the embedded server is started in a temporary folder.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Iterator

import pytest
from tests.builders.examples import FULL
from tests.builders.passwords import QUICK, hashed_by
from tests.builders.seeds import repeat, seed_of
from tests.builders.servers import named, run, server
from tests.builders.sharing import of_the_run

from governance.base.database import DATABASE, Database
from governance.base.garbage import seldom, settle
from governance.base.ids import new_id
from governance.base.sealing import SEALER
from governance.migrations.runner import migrate

APP = "governance_app"
KEY = "a key that is used in tests only!"


@pytest.fixture(scope="session", autouse=True)
def compiled_once(tmp_path_factory: pytest.TempPathFactory) -> None:
    """What a process that a test starts has compiled serves the next, outside of the sources.

    Without it each of a hundred compiles the whole service anew, which takes half of its time.
    """
    os.environ["PYTHONPYCACHEPREFIX"] = str(of_the_run(tmp_path_factory) / "compiled")
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


@pytest.fixture(scope="session", autouse=True)
def hashed_quickly() -> Iterator[None]:
    """Each of a thousand times that one signs in would take 0.2 s of processor time (measured);
    the tests of ``identity`` hash as the service does."""
    with hashed_by(QUICK):
        yield


@pytest.fixture(scope="session")
def server_url() -> Iterator[str]:
    """Address of the test server, for a role that may create databases."""
    given = os.environ.get("GOVERNANCE_TEST_DATABASE_URL")
    if given:
        yield given
        return
    with server() as url:
        yield url


@pytest.fixture(scope="session")
def template(server_url: str) -> Iterator[str]:
    """Name of a migrated database that every test gets a copy of."""
    name = f"governance_test_{new_id().hex[-12:]}"

    async def make() -> None:
        await run(named(server_url, "postgres"), f"create database {name}")
        await migrate(named(server_url, name))

    asyncio.run(make())
    yield name
    dropped = (f"drop database {name}", f"drop database if exists {name}_world")
    asyncio.run(run(named(server_url, "postgres"), *dropped))


@pytest.fixture
async def owner_url(server_url: str, template: str) -> AsyncIterator[str]:
    """A fresh migrated database, as its owner.

    It is dropped without force: that would have to end an autovacuum, which this role may not,
    while without it PostgreSQL does so itself. A connection that a test left open is told.
    """
    name = f"{template}_{new_id().hex[-12:]}"
    await run(
        named(server_url, "postgres"),
        f"create database {name} template {template} strategy file_copy",
    )
    yield named(server_url, name)
    await run(named(server_url, "postgres"), f"drop database {name}")


@pytest.fixture
async def database(owner_url: str) -> AsyncIterator[Database]:
    """The engine, started on a fresh database as the running role."""
    await DATABASE.start(owner_url, size=20, server_settings={"role": APP})
    SEALER.open(KEY)
    yield DATABASE
    SEALER.close()
    await DATABASE.stop()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--full", action="store_true", help="run the long matrix as well")


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """The seed of schemathesis, after every run in which it asked something."""
    reports = [r for found in terminalreporter.stats.values() for r in found]
    if any("test_schemathesis" in getattr(report, "nodeid", "") for report in reports):
        terminalreporter.write_line(repeat(seed_of(full=bool(config.getoption("--full")))))


def pytest_configure(config: pytest.Config) -> None:
    """The workers take as many examples of a property as the run asks for."""
    seldom()
    if config.getoption("--full"):
        os.environ[FULL] = "1"


def pytest_collection_finish() -> None:
    """What was collected stays to the end: each look at all of it takes half a second."""
    settle()


FIRST = ("test_permissions", "test_schemathesis", "test_taken_out", "test_outsider", "test_headers")
"""Files of few tests that each last minutes: they begin first, so that no worker ends alone."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What lasts begins first. What is marked ``full`` belongs to ``make test-full`` alone: it is
    left out, not skipped."""
    items.sort(key=lambda item: item.path.stem not in FIRST)
    if config.getoption("--full"):
        return
    long = [item for item in items if item.get_closest_marker("full")]
    config.hook.pytest_deselected(items=long)
    items[:] = [item for item in items if item not in long]
