"""What a region uses, who sees it and who may keep what it wants."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from msgspec import Struct

from governance.agreements.visible.queries import TAKING_PART, visible_to
from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.errors import NotFound
from governance.base.permissions import TABLE, holds, may, taken_by


class Features(Struct, frozen=True, rename="camel"):
    """What a region has turned on; nothing, until it does."""

    weights: bool = False
    dependence: bool = False
    barriers: bool = False
    budget: bool = False
    kinds: bool = False


class RegionSeen(Struct, frozen=True):
    """A region at work, for who takes part in an agreement of it.

    ``keepers``: the organisations that keep it or the records of its committees. ``chain``: the
    organisation in whose trail what is done to its goals stands. ``version``: of the features.
    """

    id: UUID
    name: str
    version: int
    features: Features
    keepers: tuple[UUID, ...]
    committees: tuple[UUID, ...]
    chain: UUID


class FeaturesView(Struct, frozen=True, rename="camel"):
    """What a region uses, and whether this reader may turn it on and off."""

    region_id: UUID
    region: str
    version: int
    weights: bool
    dependence: bool
    barriers: bool
    budget: bool
    kinds: bool
    may_choose: bool


SEEN = f"""(g.keeper = any($1::uuid[])
  or exists (select from committee sc where sc.grouping = g.id
             and (sc.id = any($2::uuid[]) or sc.organisation = any($1::uuid[])))
  or exists (select from agreement a join committee sc on sc.id = a.committee
             where sc.grouping = g.id and {TAKING_PART}))"""  # noqa: S608 - constant text
"""Regions (``g``) whose goals somebody sees: of the own organisation or committee, and those of
an agreement that it takes part in. ``$1`` and ``$2`` as of agreements."""
_PARTS = "f.weights, f.dependence, f.barriers, f.budget, f.kinds"
_REGION = f"""
select g.id, g.name, coalesce(f.version, 0) as version, {_PARTS},
       coalesce(g.keeper, (select c.organisation from committee c
                           where c.grouping = g.id order by c.id limit 1)) as chain,
       array_remove(array(select g.keeper union select c.organisation from committee c
                          where c.grouping = g.id), null) as keepers,
       array(select c.id from committee c where c.grouping = g.id) as committees
from grouping g left join region_features f on f.grouping = g.id
where g.id = $3 and {SEEN}"""  # noqa: S608 - constant text
_USED = f"select {_PARTS} from region_features f where f.grouping = $1"  # noqa: S608
_USED_FOR = f"""
select {_PARTS} from agreement a join committee c on c.id = a.committee
join region_features f on f.grouping = c.grouping where a.id = $1"""  # noqa: S608 - constant text
_OF_AGREEMENT = """
select c.grouping as region from agreement a join committee c on c.id = a.committee
where a.id = $1"""


def _features(row: Mapping[str, Any]) -> Features:
    return Features(**{name: bool(row[name]) for name in Features.__struct_fields__})


async def region_seen(region_id: UUID, *, by: Actor) -> RegionSeen:
    """A region whose goals the actor sees: 1 query. Raises :class:`NotFound`."""
    rows = await DATABASE.fetch(_REGION, *visible_to(by), region_id)
    if not rows:
        raise NotFound
    [row] = rows
    return RegionSeen(
        row["id"],
        row["name"],
        row["version"],
        _features(row),
        tuple(sorted(row["keepers"])),
        tuple(sorted(row["committees"])),
        row["chain"],
    )


async def features_of(region_id: UUID | None, *, by: Actor) -> Features:
    """What a region uses; where there is no region, nothing: 1 query. For who sees a thing of
    that region already: whether a part is on is no secret to them."""
    del by
    rows = await DATABASE.fetch(_USED, region_id)
    return _features(rows[0]) if rows else Features()


async def features_for(agreement_id: UUID, *, by: Actor) -> Features:
    """What the region of an agreement uses; nothing where it has none: 1 query. For who sees the
    agreement already."""
    del by
    rows = await DATABASE.fetch(_USED_FOR, agreement_id)
    return _features(rows[0]) if rows else Features()


async def region_of(agreement_id: UUID, *, by: Actor) -> RegionSeen | None:
    """The region of an agreement, which is that of its committee; none where it has no
    committee, or where the actor takes no part in it: 2 queries."""
    rows = await DATABASE.fetch(_OF_AGREEMENT, agreement_id)
    if not rows:
        return None
    try:
        return await region_seen(rows[0]["region"], by=by)
    except NotFound:
        return None


def may_in(region: RegionSeen, action: str, by: Actor) -> bool:
    """Whether the actor may do an action in a region: for who keeps it, or for its committee."""
    return any(may(by, action, keeper=one) for one in region.keepers) or any(
        may(by, action, committee=one) for one in region.committees
    )


def can_in(region: RegionSeen, action: str, by: Actor) -> bool:
    """The same for who is about to do it: it is noted by which role that is."""
    who = TABLE[action].who

    def held(way: Actor) -> bool:
        kept = any(holds(way, who, keeper=one) for one in region.keepers)
        return kept or any(holds(way, who, committee=one) for one in region.committees)

    return taken_by(by, held)


async def features(region_id: UUID, *, by: Actor) -> FeaturesView:
    """What a region uses, for who takes part in an agreement of it: 1 query."""
    region = await region_seen(region_id, by=by)
    used = {name: getattr(region.features, name) for name in Features.__struct_fields__}
    mine = may_in(region, "feature.choose", by)
    return FeaturesView(region.id, region.name, region.version, **used, may_choose=mine)
