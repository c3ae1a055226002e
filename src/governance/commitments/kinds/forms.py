"""What every commitment says of its kind, as it is handed in, copied and shown: one home."""

from __future__ import annotations

from typing import Annotated, Any, TypeAlias, TypeVar
from uuid import UUID

import msgspec
from msgspec import Meta, Struct
from msgspec.structs import replace

from governance.base.signs import Lines
from governance.base.views import encoded
from governance.commitments.kinds.rules import Priority
from governance.commitments.warning.forms import Code
from governance.library.forms import Value
from governance.library.kinds.folders import kind_of
from governance.library.kinds.rules import OTHER, kept

Extra: TypeAlias = Annotated[str | int | float | bool, Meta(extra={"lines": True})]
"""One value of a field of a kind; the kind says which fields take more than one line."""


class OfKind(Struct, frozen=True, kw_only=True, rename="camel"):
    """The kind of a commitment with its own fields, and who else has to do with it.

    ``enforceable`` at law; none: as the agreement says. ``executor_organisation_id``: who does
    it for those that owe it. ``informal_partners`` take part without being a party.
    """

    kind: Code = OTHER
    enforceable: bool | None = None
    priority: Code = Priority.NORMAL
    executor_organisation_id: UUID | None = None
    informal_partners: Lines = ""
    extra: dict[str, Extra] = {}


Some = TypeVar("Some", bound=OfKind)
NAMES = OfKind.__struct_fields__


def of_kind(thing: Any) -> dict[str, Any]:
    """These fields of a commitment, whether shown, copied or handed in."""
    return {name: getattr(thing, name) for name in NAMES}


def columns_of(thing: OfKind) -> dict[str, Any]:
    """These fields as columns of a commitment."""
    return {
        "kind": thing.kind,
        "enforceable": thing.enforceable,
        "priority": thing.priority,
        "executor_organisation": thing.executor_organisation_id,
        "informal_partners": thing.informal_partners.strip(),
        "extra": encoded(thing.extra),
    }


def settled(thing: Some) -> Some:
    """The values of a kind that were found right, as they are kept: what was left open is gone."""
    values: dict[str, Value] = dict(thing.extra)
    extra = kept(kind_of(thing.kind), values)
    return thing if extra == thing.extra else replace(thing, extra=extra)


def extra_of(stored: str | None) -> dict[str, Any]:
    """The column as values."""
    found: dict[str, Any] = msgspec.json.decode(stored or "{}")
    return found
