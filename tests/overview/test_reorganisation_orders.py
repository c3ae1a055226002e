"""No order of memberships and reorganisations loses a predecessor or breaks a period."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from tests.builders import parties
from tests.builders.examples import examples

from governance.base.actor import Actor, RoleKind
from governance.base.database import DATABASE, Database
from governance.base.errors import Refused
from governance.overview.reorganisation.actions import reorganise
from governance.overview.reorganisation.forms import NewForm, ReorganisationForm
from governance.overview.reorganisation.queries import preview
from governance.parties.regions.actions import add_region, admit
from governance.parties.regions.forms import MembershipForm, RegionForm

SINCE = date(2026, 1, 1)
AT = datetime(2026, 1, 15, 12, tzinfo=UTC)
DAYS = st.integers(1, 14)
NUMBER = st.integers(0, 5)
PARTS = st.sampled_from(["member", "host"])
ACTS = st.one_of(
    st.tuples(st.just("admit"), NUMBER, DAYS, st.none() | DAYS, PARTS),
    st.tuples(st.just("merge"), st.sets(NUMBER, min_size=1, max_size=2), NUMBER | st.none(), DAYS),
    st.tuples(st.just("split"), st.just(frozenset()), NUMBER, DAYS),
)
_SPELLS = """
select organisation, valid_from, valid_until from membership where "grouping" = $1"""
_SUCCESSIONS = """
select s.predecessor, s.successor, s.happens_on, p.valid_until as ended, n.valid_from as began
from succession s join organisation p on p.id = s.predecessor
join organisation n on n.id = s.successor
where s.predecessor = any($1::uuid[]) or s.successor = any($1::uuid[])"""
_THERE = "select id from organisation where name like $1 order by id"


def on(number: int) -> date:
    return SINCE + timedelta(days=number)


async def form_of(act: tuple[Any, ...], who: list[UUID], tag: str) -> ReorganisationForm:
    """A merger into an existing one or a new one; or a split into two new ones."""
    verb, some, to, happens = act
    if verb == "split":
        new = [NewForm(f"Deel {tag} {len(who)} {n}") for n in range(2)]
        one = who[to % len(who)]
        return ReorganisationForm(
            happens_on=on(happens), predecessors=[one], new=new, main={str(one): "new-0"}
        )
    ends = list({who[number % len(who)] for number in some})
    if to is None:
        new = [NewForm(f"Samen {tag} {len(who)}")]
        return ReorganisationForm(happens_on=on(happens), predecessors=ends, new=new)
    there = [who[to % len(who)]]
    return ReorganisationForm(happens_on=on(happens), predecessors=ends, successors=there)


async def do(act: tuple[Any, ...], region: UUID, who: list[UUID], by: Actor, tag: str) -> None:
    try:
        if act[0] == "admit":
            _, number, begins, ends, part = act
            form = MembershipForm(
                who[number % len(who)], on(begins), part, None if ends is None else on(ends)
            )
            await admit(region, form, by=by, at=AT)
            event("admit")
            return
        asked = await form_of(act, who, tag)
        seen = (await preview(asked, by=by, at=AT)).view.seen
        before = await spells(region)
        await reorganise(replace(asked, seen=seen), by=by, at=AT)
    except Refused:
        return
    event(act[0])
    await goes_on(asked, region, before, await spells(region))


async def spells(region: UUID) -> list[tuple[UUID, date, date | None]]:
    return [tuple(row) for row in await DATABASE.fetch(_SPELLS, region)]


def is_in(them: list[tuple[UUID, date, date | None]], who: UUID, day: date) -> bool:
    return any(w == who and a <= day and (b is None or b > day) for w, a, b in them)


async def goes_on(
    form: ReorganisationForm, region: UUID, before: list[Any], after: list[Any]
) -> None:
    """On each day before, who ended was where it was; on each day from then its successors are."""
    rows = await DATABASE.fetch(_SUCCESSIONS, form.predecessors)
    for one in form.predecessors:
        heirs = [row["successor"] for row in rows if row["predecessor"] == one]
        assert heirs, "a lost predecessor"
        for number in range(20):
            day = on(number)
            if day < form.happens_on:
                assert is_in(after, one, day) == is_in(before, one, day)
            elif is_in(before, one, day):
                assert not is_in(after, one, day)
                assert all(is_in(after, heir, day) for heir in heirs)


@settings(
    max_examples=examples(150),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(acts=st.lists(ACTS, min_size=2, max_size=10))
async def test_no_order_of_acts_loses_a_predecessor_or_breaks_a_period(
    database: Database, acts: list[tuple[Any, ...]]
) -> None:
    by = await parties.actor(RoleKind.SYSTEM_ADMINISTRATOR)
    tag = str(by.person_id)
    region = await add_region(RegionForm("region", f"Regio {tag}"), by=by, at=AT)
    for number in range(3):
        one = await parties.organisation(f"Stad {tag} {number}")
        if number:
            await admit(region, MembershipForm(one, SINCE), by=by, at=AT)
    for act in acts:
        who = [row["id"] for row in await database.fetch(_THERE, f"% {tag} %")]
        await do(act, region, who, by, tag)
    who = [row["id"] for row in await database.fetch(_THERE, f"% {tag} %")]
    for row in await database.fetch(_SUCCESSIONS, who):
        assert row["ended"] == row["happens_on"]
        assert row["began"] is None or row["began"] <= row["happens_on"]
    found = await spells(region)
    for place, (one, begins, ends) in enumerate(found):
        assert ends is None or ends > begins
        for other, since, until in found[place + 1 :]:
            apart = (ends is not None and ends <= since) or (until is not None and until <= begins)
            assert other != one or apart
