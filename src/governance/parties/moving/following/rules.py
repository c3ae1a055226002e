"""What of the open questions and abilities of predecessors goes on at successors. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from uuid import UUID

from msgspec import Struct


class Loose(Struct, frozen=True, rename="camel"):
    """A question to fill a function (``name``; ``about``: who asked), or an ability (``name``;
    ``about``: its kind)."""

    kind: str
    id: UUID
    version: int
    organisation_id: UUID
    organisation: str
    name: str
    about: str


def carried(
    loose: Iterable[Loose], main: Mapping[UUID, str], own: Mapping[UUID, str]
) -> tuple[list[Loose], list[Loose]]:
    """The open questions and the abilities that go on. ``main``: by predecessor the key of its
    successor; ``own``: by successor its own key.

    Of a kind of which the successor itself can something already, an ability stays behind; of
    two predecessors that can the same, it goes on once.
    """
    listed = list(loose)
    able = [one for one in listed if one.kind == "ability"]
    has = {(own[one.organisation_id], one.about) for one in able if one.organisation_id in own}
    going: dict[tuple[str, str, str], Loose] = {}
    for one in able:
        key = main.get(one.organisation_id)
        if key is not None and (key, one.about) not in has:
            going.setdefault((key, one.about, one.name.strip().casefold()), one)
    asked = [one for one in listed if one.kind != "ability" and one.organisation_id in main]
    return asked, list(going.values())
