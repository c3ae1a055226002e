"""Telling by mail that a review is due, once, whichever process does it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from governance.base.actor import Actor
from governance.base.clock import day
from governance.base.database import DATABASE
from governance.base.ids import new_id
from governance.identity.reviewing.rules import ReviewKind, chain_of, organisation_of
from governance.identity.reviewing.standing.queries import Standing, all_due
from governance.identity.roles.queries import ACCEPTED
from governance.identity.roles.telling.actions import held_for_said
from governance.notices.actions import post
from governance.notices.letters.rules import ReviewDue
from governance.notices.rules import Receiver, unreceivable
from governance.web.addresses import page

_ONCE = """
insert into access_review_reminder (id, organisation, kind, due_on, made_at)
values ($1, $2, $3, $4, $5) on conflict do nothing returning id"""
_TOLD = """
select organisation, kind, due_on from access_review_reminder where due_on = any($1::date[])"""
_WHO = f"""
select distinct p.id, p.email, p.language from role_assignment r
join person p on p.id = r.person left join role_assignment o on o.id = r.stands_in_for
where r.kind = $1 and r.organisation is not distinct from $2::uuid and p.kind = 'human'
  and p.email <> '' and p.erased_at is null and (p.valid_until is null or p.valid_until > $3)
  and r.valid_from <= $3 and (r.valid_until is null or r.valid_until > $3)
  and (o.id is null or o.valid_until is null or o.valid_until > $3)
  and {ACCEPTED} order by p.id"""  # noqa: S608 - constant text


async def remind_of_reviews(*, by: Actor, at: datetime) -> int:
    """Tell who is to do it of every review that is due now; gives how many mails were written.

    The service does so itself. A review is told of once for the day on which it is due: what
    another process told at the same moment is left alone.
    """
    due = await all_due(day(at))
    rows = await DATABASE.fetch(_TOLD, [one.due_on for one in due])
    told = {(chain_of(row["organisation"]), row["kind"], row["due_on"]) for row in rows}
    posted = 0
    for one in due:
        if (one.organisation_id, one.kind, one.due_on) not in told:
            async with DATABASE.transaction():
                posted += await _tell(one, by, at)
    return posted


async def _tell(one: Standing, by: Actor, at: datetime) -> int:
    """Where nobody has an address yet, it is tried again at the next look."""
    organisation = organisation_of(one.organisation_id)
    receivers = await _receivers(one, organisation, at)
    reminder = new_id()
    if not receivers or not await DATABASE.fetch(
        _ONCE, reminder, organisation, one.kind, one.due_on, at
    ):
        return 0
    for to in receivers:
        held_for = held_for_said(one.name, to.language)
        link = page("organisations", one.organisation_id, "reviews")
        letter = ReviewDue(link, held_for, one.due_on, one.kind is ReviewKind.SPECIAL)
        cause = ("review_reminder", reminder)
        await post(one.organisation_id, to, letter, cause=cause, by=by, at=at)
    return len(receivers)


async def _receivers(one: Standing, organisation: UUID | None, at: datetime) -> list[Receiver]:
    """The administrators of the organisation; the system administrators where it has none."""
    own = organisation is not None and one.administered
    kind = "administrator" if own else "system_administrator"
    rows = await DATABASE.fetch(_WHO, kind, organisation if own else None, day(at))
    found = [Receiver(row["email"], row["language"], row["id"]) for row in rows]
    return [to for to in found if not any(unreceivable(to.address, "address"))]
