"""The one engine: PostgreSQL through Piccolo, with transactions that cannot leak.

Piccolo's own transaction loses its connection when COMMIT fails, shares it with child
tasks, and treats a nested transaction as nothing. Ours gives the connection back whatever
happens, belongs to the task that opened it, and makes a nested one a savepoint.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from contextvars import ContextVar
from typing import Any

import asyncpg
from piccolo.engine.postgres import PostgresEngine
from piccolo.querystring import QueryString

from governance.base.errors import GovernanceError
from governance.base.reaching import PATIENCE, reaching


class OutsideTransaction(GovernanceError):  # noqa: N818
    """A task other than its owner used a transaction, or an action ran without one."""


class _Open:
    """An open transaction: its connection, the task that owns it, its depth of savepoints."""

    __slots__ = ("connection", "task")

    def __init__(self, connection: Any) -> None:
        self.connection = connection
        self.task = asyncio.current_task()


class Database(PostgresEngine):
    """The engine that every table is bound to; it has no connection until :meth:`start`."""

    def __init__(self) -> None:
        self._open: ContextVar[_Open | None] = ContextVar("open_transaction", default=None)
        self.queries = 0
        super().__init__(config={})

    async def check_version(self) -> None:
        """Piccolo connects here when an engine is made; ours has no server yet."""

    async def prep_database(self) -> None:
        """No extension is needed."""

    async def start(self, url: str, *, size: int = 10, **settings: Any) -> None:
        """Open the pool. ``url`` is that of the running role, never of the migrating one.

        Raises :class:`~governance.base.errors.Unusable` when no database is to be had there.
        """
        self.config = {"dsn": url}
        with reaching(url):
            self.pool = await asyncpg.create_pool(
                dsn=url,
                min_size=1,
                max_size=size,
                command_timeout=60,
                timeout=PATIENCE,
                reset=_as_it_is,
                **settings,
            )

    async def stop(self) -> None:
        """Close the pool; connections in use are waited for."""
        if self.pool is not None:
            await self.pool.close()
            self.pool = None

    @asynccontextmanager
    async def transaction(self, allow_nested: bool = True) -> AsyncIterator[None]:  # type: ignore[override]
        """One transaction of this task; inside another it is a savepoint."""
        current = self._open.get()
        if current is not None:
            if not allow_nested:
                raise OutsideTransaction("a transaction is open already")
            async with self._owned(current).transaction():
                yield
            return
        if self.pool is None:
            raise OutsideTransaction("the database is not started")
        async with self.pool.acquire() as connection:
            token = self._open.set(_Open(connection))
            try:
                async with connection.transaction():
                    yield
            finally:
                self._open.reset(token)

    @property
    def in_transaction(self) -> bool:
        """Whether this task is inside a transaction."""
        return self._open.get() is not None

    @staticmethod
    def _owned(current: _Open) -> Any:
        if current.task is not asyncio.current_task():
            raise OutsideTransaction("a transaction belongs to the task that opened it")
        return current.connection

    async def fetch(self, sql: str, *values: Any) -> list[Any]:
        """Rows of plain SQL with ``$1`` parameters, in the open transaction where there is one."""
        self.queries += 1
        current = self._open.get()
        if current is not None:
            rows: list[Any] = await self._owned(current).fetch(sql, *values)
            return rows
        if self.pool is None:
            raise OutsideTransaction("the database is not started")
        async with self.pool.acquire() as connection:
            found: list[Any] = await connection.fetch(sql, *values)
        return found

    async def stream(self, sql: str, *values: Any) -> AsyncIterator[Any]:
        """Rows one by one as the server hands them on, so that any number fits in memory.

        Needs the open transaction of this task.
        """
        current = self._open.get()
        if current is None:
            raise OutsideTransaction("rows are streamed in a transaction")
        self.queries += 1
        async for row in self._owned(current).cursor(sql, *values, prefetch=1000):
            yield row

    async def run_querystring(self, querystring: QueryString, in_pool: bool = True) -> Any:  # noqa: ARG002
        """What Piccolo's queries call."""
        sql, values = querystring.compile_string(engine_type=self.engine_type)
        return await self.fetch(sql, *values)

    async def run_ddl(self, ddl: str, in_pool: bool = True) -> Any:  # noqa: ARG002
        """What Piccolo's DDL calls; only migrations change the schema, so tests use it at most."""
        return await self.fetch(ddl)

    async def _run_in_new_connection(self, query: str, args: Sequence[Any] | None = None) -> Any:
        return await self.fetch(query, *(args or ()))


async def _as_it_is(_: Any) -> None:
    """What a connection needs before its next use: nothing, and so no round trip for it.

    Nothing here outlives its transaction: settings and locks are those of a transaction (a house
    test reads every statement), and asyncpg itself rolls back what is open.
    """


DATABASE = Database()
"""The engine of this process; tests start it on a database of their own."""
