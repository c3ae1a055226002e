"""What is handed in of a reporting route, with all its links at once."""

from __future__ import annotations

from datetime import date
from typing import Annotated
from uuid import UUID

from msgspec import Meta, Struct

from governance.base.signs import Lines
from governance.base.version import Seen
from governance.parties.routes.rules import LinkPart, Source
from governance.parties.rules import FunctionKind

Text = Annotated[str, Meta(max_length=200)]
Long = Annotated[Lines, Meta(max_length=2000)]


class LinkForm(Struct, frozen=True, rename="camel"):
    """One link, in its place. No organisation: nobody yet. A row in which nothing stands is no
    link."""

    part: LinkPart | None = None
    organisation_id: UUID | None = None
    function: FunctionKind | None = None
    within_days: Annotated[int, Meta(ge=0, le=365)] | None = None


class RouteForm(Struct, frozen=True, rename="camel", kw_only=True):
    """A route: from whom signals come, where they go, and who follows up. ``regionId`` is a
    region of the organisation that keeps it; left out: it is for that organisation alone.
    ``validUntil`` is not included."""

    name: Text
    source: Source
    region_id: UUID | None = None
    without_report: bool = False
    secrecy: Long = ""
    note: Long = ""
    valid_from: date
    valid_until: date | None = None
    links: list[LinkForm] = []


class LinkMove(Struct, frozen=True, rename="camel", kw_only=True):
    """A step by its place goes one place ``up``, or one ``down``."""

    up: int | None = None
    down: int | None = None
    version: Seen = None


class RouteRemoval(Struct, frozen=True, rename="camel", kw_only=True):
    """It is removed as it was seen."""

    version: Seen = None


class RouteChange(Struct, frozen=True, rename="camel", kw_only=True):
    """A route as it is to be, with all its links."""

    name: Text
    source: Source
    region_id: UUID | None = None
    without_report: bool = False
    secrecy: Long = ""
    note: Long = ""
    valid_from: date
    valid_until: date | None = None
    links: list[LinkForm] = []
    version: Seen = None
