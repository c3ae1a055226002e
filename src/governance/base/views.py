"""From rows to what is shown: a view Struct names its columns, the SELECT is built from it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

import msgspec
from msgspec import Struct
from piccolo.columns import Column
from piccolo.table import Table

from governance.base.database import DATABASE
from governance.base.errors import NotFound, Overtaken

View = TypeVar("View", bound=Struct)


def shown(view: type[Struct], table: type[Table], /, **joined: Column) -> list[Any]:
    """The columns that a view names, for ``table.select(*shown(...))``.

    ``joined`` gives the column of another table for a field (``organisation=Report.party.name``).
    A field that is no column raises ``AttributeError`` when the module is imported.
    """
    return [
        joined[name].as_alias(name) if name in joined else getattr(table, name)
        for name in view.__struct_fields__
    ]


def seen(view: type[View], rows: Iterable[Mapping[str, Any]]) -> list[View]:
    """Rows as views, in their order."""
    return [view(**row) for row in rows]


def decoded(value: str | None, kind: type[View]) -> View:
    """A ``jsonb`` column as its Struct."""
    return msgspec.json.decode(value or "{}", type=kind)


def encoded(value: Any) -> str:
    """Anything that msgspec knows, as text for a ``jsonb`` column."""
    return msgspec.json.encode(value).decode()


async def lock(table: type[Table], row_id: UUID) -> dict[str, Any]:
    """Lock one row until the transaction ends and give its columns; else :class:`NotFound`."""
    primary: Any = table._meta.primary_key
    rows = await table.select().where(primary == row_id).lock_rows("UPDATE")
    if not rows:
        raise NotFound
    found: dict[str, Any] = rows[0]
    return found


def unchanged(row: Mapping[str, Any], version: int | None) -> None:
    """Raise :class:`Overtaken` when the row is no longer of the version that the person saw."""
    if version is not None and row["version"] != version:
        raise Overtaken


async def change(table: type[Table], row: Mapping[str, Any], **values: Any) -> dict[str, Any]:
    """Write columns of a locked row; its version grows. Gives the row as it is now."""
    if "version" in row:
        values["version"] = row["version"] + 1
    primary: Any = table._meta.primary_key
    columns = {table._meta.get_column_by_name(name): value for name, value in values.items()}
    await table.update(columns).where(primary == row["id"])  # type: ignore[arg-type]
    return {**row, **values}


async def add(row: Table) -> UUID:
    """Store a new row and give its id."""
    await type(row).insert(row)
    made: UUID = row.id  # type: ignore[attr-defined]
    return made


async def add_all(rows: Iterable[Table]) -> None:
    """Store rows of one table in one statement (at most 1,000 a time)."""
    listed = list(rows)
    for start in range(0, len(listed), 1000):
        part = listed[start : start + 1000]
        await type(part[0]).insert(*part)


async def fetch(view: type[View], sql: str, *values: Any) -> list[View]:
    """Rows of plain SQL as views: for reads that the query builder cannot say well."""
    return [view(**dict(row)) for row in await DATABASE.fetch(sql, *values)]


def moment(value: datetime) -> str:
    """A moment as ISO 8601 in UTC, as documents and JSON carry it."""
    return value.strftime("%Y-%m-%dT%H:%M:%SZ")
