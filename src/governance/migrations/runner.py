"""Runs what is in ``sql/``: each file once, in order, in one transaction with its own record.

An advisory lock keeps two processes from migrating at once. A database that knows a
migration which this version does not know is of a newer version, and is left alone.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import asyncpg
from msgspec import Struct

from governance.base.errors import N_, Unusable
from governance.base.reaching import PATIENCE, reaching

FOLDER = Path(__file__).parent / "sql"
APP = "governance_app"
_LOCK = 7_261_404_211
"""Number of the advisory lock; any, but always the same."""
_LEDGER = """
create table if not exists migration (
    name text primary key,
    sha256 text not null,
    applied_at timestamptz not null default now()
)
"""
_GRANTS = (
    f"grant usage on schema public to {APP}",
    "alter default privileges in schema public "
    f"grant select, insert, update, delete on tables to {APP}",
)


class Migration(Struct, frozen=True):
    """One file: its name without suffix, and what it says."""

    name: str
    sql: str

    @property
    def sha256(self) -> str:
        """A file that was run may not change: its hash is kept."""
        return hashlib.sha256(self.sql.encode()).hexdigest()


def migrations() -> list[Migration]:
    """Every migration of this version, in order."""
    return [Migration(path.stem, path.read_text("utf-8")) for path in sorted(FOLDER.glob("*.sql"))]


async def migrate(url: str) -> list[str]:
    """Bring a database up to this version as its owner; gives the names of what was run."""
    with reaching(url):
        connection: Any = await asyncpg.connect(url, timeout=PATIENCE)
    try:
        await connection.execute("select pg_advisory_lock($1)", _LOCK)
        await _roles(connection)
        await connection.execute(_LEDGER)
        return [m.name for m in await _missing(connection) if await _run(connection, m)]
    finally:
        await connection.close()


async def _roles(connection: Any) -> None:
    known = await connection.fetchval("select count(*) from pg_roles where rolname = $1", APP)
    if not known:
        try:
            await connection.execute(f"create role {APP}")
            await connection.execute(f"grant {APP} to current_user")
        except asyncpg.InsufficientPrivilegeError as error:
            raise Unusable(
                N_("The database has no role {role}, and this user may not make it: run {sql}."),
                role=APP,
                sql=f"CREATE ROLE {APP} LOGIN; GRANT {APP} TO CURRENT_USER",
            ) from error
    for grant in _GRANTS:
        await connection.execute(grant)


async def _missing(connection: Any) -> list[Migration]:
    ran = {row["name"]: row["sha256"] for row in await connection.fetch("select * from migration")}
    ours = migrations()
    unknown = sorted(set(ran) - {m.name for m in ours})
    if unknown:
        raise Unusable(
            N_(
                "The database is of a newer version: it knows {name}. Install that version, or "
                "use another database."
            ),
            name=unknown[-1],
        )
    for m in ours:
        if ran.get(m.name, m.sha256) != m.sha256:
            raise Unusable(
                N_("Migration {name} was changed after it was run on this database."), name=m.name
            )
    return [m for m in ours if m.name not in ran]


async def _run(connection: Any, migration: Migration) -> bool:
    async with connection.transaction():
        await connection.execute(migration.sql)
        await connection.execute(
            "insert into migration (name, sha256) values ($1, $2)", migration.name, migration.sha256
        )
    return True
