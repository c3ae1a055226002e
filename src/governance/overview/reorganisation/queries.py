"""What a reorganisation would move, and the reorganisations that were."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from governance.agreements.succeeding.queries import (
    Keeping,
    Taking,
    keeping,
    taking_part,
)
from governance.base.actor import Actor
from governance.base.clock import day
from governance.base.errors import Complaint, NotFound
from governance.base.names import search_key
from governance.base.views import fetch
from governance.commitments.succeeding.along.queries import Along, along
from governance.commitments.succeeding.queries import OpenLine, open_lines_of
from governance.identity.roles.succeeding.queries import Holding, holding
from governance.overview.reorganisation.forms import ReorganisationForm
from governance.overview.reorganisation.rules import (
    Conflict,
    Going,
    began_complaints,
    code_of,
    conflicts,
    fingerprint,
    going,
    main_of,
    new_ones,
    who_complaints,
)
from governance.parties.moving.following.queries import loose_of
from governance.parties.moving.following.rules import Loose, carried
from governance.parties.moving.queries import (
    Body,
    Hanging,
    Kept,
    bodies,
    hanging,
    kept_by,
    taken,
)
from governance.parties.queries import PAGE_SIZE, visible_to


class Preview(Struct, frozen=True, rename="camel"):
    """What would move. ``seen`` goes along when it is carried out. ``by_hand``: agreements that
    are not in force, in which the parties are changed by hand. ``along``: how much goes along with
    the commitments; it may grow until then."""

    predecessors: tuple[Body, ...]
    successors: tuple[Going, ...]
    memberships: tuple[Hanging, ...]
    fillings: tuple[Hanging, ...]
    seats: tuple[Hanging, ...]
    routes: tuple[Hanging, ...]
    offers: tuple[Hanging, ...]
    requests: tuple[Loose, ...]
    abilities: tuple[Loose, ...]
    kept: tuple[Kept, ...]
    lines: tuple[OpenLine, ...]
    roles: tuple[Holding, ...]
    agreements: tuple[Taking, ...]
    by_hand: tuple[Taking, ...]
    keeping: tuple[Keeping, ...]
    conflicts: tuple[Conflict, ...]
    seen: str
    along: Along = Along()

    @property
    def split(self) -> bool:
        """Whether there is more than one successor, so that a person has to choose."""
        return len(self.successors) > 1


class Seen(Struct, frozen=True):
    """A preview with what is wrong, and everything that hangs on who is in it."""

    view: Preview
    wrong: tuple[Complaint, ...]
    main: dict[UUID, str]


class Happened(Struct, frozen=True, rename="camel"):
    """A reorganisation that was carried out, with the names of who ended and who went on."""

    id: UUID
    happens_on: date
    made_at: datetime
    made_by_function: str
    ended: list[str]
    ended_ids: list[UUID]
    went_on: list[str]
    went_on_ids: list[UUID]


MOVES = ("in_force", "signed")
"""States in which a successor comes into an agreement by itself."""
_HAPPENED = """
select r.id, r.happens_on, r.made_at, r.made_by_function,
       p.names as ended, p.ids as ended_ids, s.names as went_on, s.ids as went_on_ids
from reorganisation r
cross join lateral (
    select array_agg(o.name order by o.sort_key, o.id) as names,
           array_agg(o.id order by o.sort_key, o.id) as ids
    from organisation o where o.id in (
        select x.predecessor from succession x where x.reorganisation = r.id)) p
cross join lateral (
    select array_agg(o.name order by o.sort_key, o.id) as names,
           array_agg(o.id order by o.sort_key, o.id) as ids
    from organisation o where o.id in (
        select x.successor from succession x where x.reorganisation = r.id)) s
where $1 and ($2::uuid is null or r.id = $2)
order by r.happens_on desc, r.id desc limit $3"""


async def preview(form: ReorganisationForm, *, by: Actor, at: datetime) -> Seen:
    """What a reorganisation would move, and what is wrong with it: 10 queries."""
    today = day(at)
    named = [*form.predecessors, *form.successors]
    known = {one.id: one for one in await bodies(named, by=by)}
    new = [one for _, one in new_ones(form)]
    codes, names = [code_of(one) for one in new], [search_key(one.name) for one in new]
    there = await taken(codes, names, form.predecessors, by=by)
    ends = [known[one] for one in dict.fromkeys(form.predecessors) if one in known]
    on = form.happens_on or today
    of = [one.id for one in ends]
    around = [*of, *(one for one in form.successors if one in known)]
    hung, loose = await hanging(around, on, by=by), await loose_of(around, by=by)
    roles = await holding(of, on, by=by)
    taking = await taking_part(of, by=by)
    wrong = [
        *who_complaints(form, known, there, today),
        *began_complaints(_began(hung, roles, taking, of), form.happens_on, today),
    ]
    view, main = _view(form, known, ends, hung, loose, taking)
    lines = tuple(await open_lines_of(of, by=by))
    kept = tuple(await kept_by(of, by=by))
    keeps = tuple(await keeping(of, by=by))
    moving = (
        view.predecessors, view.successors, on, hung, loose, kept, lines, roles, taking, keeps,
    )  # fmt: skip
    parties = [one.party_id for one in view.agreements]
    whole = replace(
        view, keeping=keeps, lines=lines, kept=kept, roles=tuple(roles), seen=fingerprint(*moving),
        along=await along(of, parties, on.year, by=by),
    )  # fmt: skip
    return Seen(whole, tuple(wrong), main)


def _view(
    form: ReorganisationForm, known: dict[UUID, Body], ends: list[Body], hung: list[Hanging],
    loose: list[Loose], taking: list[Taking],
) -> tuple[Preview, dict[UUID, str]]:  # fmt: skip
    to = going(form, known)
    main = main_of(form, to)
    ended = {one.id for one in ends}

    def of(kind: str) -> tuple[Hanging, ...]:
        return tuple(one for one in hung if one.kind == kind and one.organisation_id in ended)

    met = conflicts(hung, to, main, form.happens_on) if form.happens_on else []
    moves = tuple(one for one in taking if one.state in MOVES)
    asked, able = carried(loose, main, {one.id: one.key for one in to if one.id})
    hand = tuple(one for one in taking if one.state not in (*MOVES, "ended"))
    view = Preview(
        tuple(ends), tuple(to), of("membership"), of("filling"), of("seat"),
        of("reporting_route"), of("prevention_offer"), tuple(asked), tuple(able),
        (), (), (), moves, hand, (), tuple(met), "",
    )  # fmt: skip
    return view, main


def _began(
    hung: list[Hanging], roles: list[Holding], taking: list[Taking], of: list[UUID]
) -> list[tuple[str, str, date]]:
    found = [
        (one.name, one.organisation, one.valid_from) for one in hung if one.organisation_id in of
    ]
    found += [(one.function, one.organisation, one.valid_from) for one in roles]
    entered = [one for one in taking if one.state == "in_force"]
    return found + [
        (one.agreement, one.organisation, one.entered_on) for one in entered if one.entered_on
    ]


async def reorganisations(by: Actor) -> list[Happened]:
    """The last reorganisations, the newest first: 1 query."""
    return await fetch(Happened, _HAPPENED, visible_to(by), None, PAGE_SIZE)


async def reorganisation(reorganisation_id: UUID, *, by: Actor) -> Happened:
    """One reorganisation: 1 query. Raises :class:`NotFound`."""
    found = await fetch(Happened, _HAPPENED, visible_to(by), reorganisation_id, 1)
    if not found:
        raise NotFound
    return found[0]
