"""What every stored thing has: an id made in Python and, where people edit it, a version."""

from __future__ import annotations

from typing import Any, TypeVar

from piccolo.columns import UUID, ForeignKey, Integer
from piccolo.columns.base import OnDelete, OnUpdate
from piccolo.table import Table

from governance.base.database import DATABASE
from governance.base.ids import new_id

Other = TypeVar("Other", bound=Table)


def reference(
    to: type[Other] | str, *, help_text: str, null: bool = False, unique: bool = False
) -> ForeignKey[Other]:
    """A foreign key that is indexed and never cascades: rows go away only by their own action."""
    return ForeignKey(
        to,
        null=null,
        default=None,
        unique=unique,
        index=not unique,
        on_delete=OnDelete.restrict,
        on_update=OnUpdate.no_action,
        help_text=help_text,
    )


class Stored(Table):
    """A row of ours: UUIDv7 as its key, bound to the one engine."""

    id = UUID(primary_key=True, default=new_id, help_text="UUIDv7, made in Python")

    def __init_subclass__(cls, **options: Any) -> None:
        options.setdefault("db", DATABASE)
        super().__init_subclass__(**options)


class Record(Stored):
    """A row that people edit: its version grows with each change, for ``If-Match`` and forms."""

    version = Integer(default=1, null=False, help_text="Grows by one with each change")
