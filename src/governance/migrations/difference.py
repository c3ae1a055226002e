"""What the tables in Python say that a migrated database does not: the draft of a migration."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import asyncpg
from piccolo.columns import Column, ForeignKey
from piccolo.table import Table

_COLUMNS = """
select table_name, column_name, is_nullable = 'YES' as nullable,
  case when data_type = 'character varying' then 'varchar(' || character_maximum_length || ')'
       when numeric_scale is not null and data_type = 'numeric'
       then 'numeric(' || numeric_precision || ', ' || numeric_scale || ')'
       when data_type = 'timestamp with time zone' then 'timestamptz'
       else data_type end as kind
from information_schema.columns where table_schema = 'public'
"""
_INDEXED = """
select t.relname as table_name, a.attname as column_name
from pg_index i join pg_class t on t.oid = i.indrelid
join pg_attribute a on a.attrelid = t.oid and a.attnum = i.indkey[0]
"""
_REFERENCES = """
select t.relname as table_name, a.attname as column_name, o.relname as other
from pg_constraint c join pg_class t on t.oid = c.conrelid join pg_class o on o.oid = c.confrelid
join pg_attribute a on a.attrelid = t.oid and a.attnum = c.conkey[1]
where c.contype = 'f'
"""


def kind_of(column: Column) -> str:
    """The SQL type of a column, as ``information_schema`` spells it (varchar shortened)."""
    return str(column.column_type).lower()


def _other(column: ForeignKey[Any]) -> str:
    return str(column._foreign_key_meta.resolved_references._meta.tablename)


def _line(column: Column) -> str:
    meta = column._meta
    said = f"{meta.name} {kind_of(column)}"
    if meta.primary_key:
        return said + " primary key"
    said += "" if meta.null else " not null"
    said += " unique" if meta.unique else ""
    return said + (f" references {_other(column)} (id)" if isinstance(column, ForeignKey) else "")


def _index(table: str, column: Column) -> str:
    return f"create index {table}_{column._meta.name} on {table} ({column._meta.name});"


def create(table: type[Table]) -> list[str]:
    """The SQL that makes a table and its indexes."""
    name, columns = table._meta.tablename, table._meta.columns
    body = ",\n".join(f"    {_line(column)}" for column in columns)
    indexes = [_index(name, c) for c in columns if c._meta.index and not c._meta.primary_key]
    return [f"create table {name} (\n{body}\n);", *indexes]


async def difference(tables: Iterable[type[Table]], url: str) -> list[str]:
    """SQL statements that would bring the database to what the tables say; none when equal.

    What is in the database and not in the tables is named in a comment line, because taking
    away is a decision of its own.
    """
    connection: Any = await asyncpg.connect(url)
    try:
        columns = await connection.fetch(_COLUMNS)
        indexed = {(r["table_name"], r["column_name"]) for r in await connection.fetch(_INDEXED)}
        references = {tuple(r.values()) for r in await connection.fetch(_REFERENCES)}
    finally:
        await connection.close()
    known: dict[str, dict[str, Any]] = {}
    for row in columns:
        known.setdefault(row["table_name"], {})[row["column_name"]] = row
    said: list[str] = []
    for table in tables:
        there = known.get(table._meta.tablename)
        said += create(table) if there is None else _changes(table, there, indexed, references)
    return said


def _changes(
    table: type[Table], there: dict[str, Any], indexed: set[Any], references: set[Any]
) -> list[str]:
    name, said = table._meta.tablename, []
    for column in table._meta.columns:
        found = there.get(column._meta.name)
        if found is None:
            said.append(f"alter table {name} add column {_line(column)};")
        else:
            said += _column_changes(name, column, found)
        key = (name, column._meta.name)
        if isinstance(column, ForeignKey) and found and (*key, _other(column)) not in references:
            said.append(
                f"alter table {name} add foreign key ({key[1]}) references {_other(column)} (id);"
            )
        if (column._meta.index or isinstance(column, ForeignKey)) and key not in indexed:
            said.append(_index(name, column))
    gone = sorted(set(there) - {c._meta.name for c in table._meta.columns})
    return said + [f"-- {name}.{column} is in the database only" for column in gone]


def _column_changes(table: str, column: Column, found: Any) -> list[str]:
    name, said = column._meta.name, []
    if kind_of(column) != found["kind"]:
        said.append(f"alter table {table} alter column {name} type {kind_of(column)};")
    if column._meta.null != found["nullable"]:
        verb = "drop" if column._meta.null else "set"
        said.append(f"alter table {table} alter column {name} {verb} not null;")
    return said
