"""Asking by mail, and confirming from a mail."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from governance.audit.actions import record
from governance.audit.rules import NOBODY
from governance.base.actor import Actor
from governance.base.clock import day
from governance.base.database import DATABASE
from governance.base.errors import N_, Complaint, NotFound, Unread, WrongState, complain
from governance.base.ids import new_id
from governance.identity.roles.queries import ACCEPTED
from governance.identity.rules import new_token, token_hash
from governance.notices.actions import post
from governance.notices.letters.rules import FillingAsked, FillingsDue
from governance.notices.rules import Receiver, unreceivable
from governance.overview.asking.queries import USED, Due, due, filled_by, vacant_at
from governance.overview.coverage.queries import holdings_of
from governance.parties.asking.actions import request_filling
from governance.parties.asking.forms import AskForm
from governance.parties.asking.rules import quarter_of
from governance.parties.fillings.rules import State, standing
from governance.parties.rules import FunctionKind
from governance.parties.words import FUNCTION_WORDS
from governance.web.addresses import Key, page

NO_GAP = N_("Choose a function that is not filled.")
AT_ONCE = 50
"""So many organisations are asked in one look; the rest in the next."""
_WHO = f"""
select distinct p.id, p.email, p.language from role_assignment r
join person p on p.id = r.person
where r.organisation = $1 and r.kind = any($3::text[]) and p.kind = 'human' and p.email <> ''
  and p.erased_at is null and (p.valid_until is null or p.valid_until > $2)
  and r.valid_from <= $2 and (r.valid_until is null or r.valid_until > $2)
  and {ACCEPTED} order by p.id limit 20"""  # noqa: S608 - constant text
_MAILBOX = "select mailbox from organisation where id = $1"
_BOXES = """
select mailbox from filling
where coalesce(provider, organisation) = $1 and mailbox <> '' and valid_from <= $2
  and (valid_until is null or valid_until > $2)
group by mailbox order by min(case function when 'linking_pin' then 1 when 'contact_point' then 2
  else 3 end), mailbox limit 3"""
_ONCE = """
insert into filling_reminder (id, organisation, due_on, token_hash, made_at)
values ($1, $2, $3, $4, $5) on conflict do nothing returning id"""
_LINK = """
select r.id, r.organisation, r.used_at, o.name from filling_reminder r
join organisation o on o.id = r.organisation
where r.token_hash = $1 and r.due_on = $2 for update of r"""
_CONFIRM = """
update filling set confirmed_on = $2, version = version + 1
where coalesce(provider, organisation) = $1 and valid_from <= $2
  and (valid_until is null or valid_until > $2) returning id"""
_USED = "update filling_reminder set used_at = $2 where id = $1"


async def ask_to_fill(
    organisation_id: UUID, form: AskForm, *, by: Actor, at: datetime, unread: Unread = ()
) -> UUID:
    """Ask an organisation to fill a function, by mail to its mailbox, else to who administers it
    here. Raises :class:`WrongState` when that was asked already and is not answered yet."""
    async with DATABASE.transaction():
        made, asked = await request_filling(organisation_id, form, by=by, at=at, unread=unread)
        complain(await _filled(organisation_id, form.function, day(at)))
        letter = FillingAsked(
            link=page("requests", made),
            organisation=asked["name"],
            function=FUNCTION_WORDS[form.function],
            asked_by=by.function,
            note=form.note,
        )
        cause = ("filling_request", made)
        for to in await _receivers(organisation_id, asked["mailbox"], day(at)):
            await post(organisation_id, to, letter, cause=cause, by=by, at=at)
        return made


async def _filled(organisation_id: UUID, function: FunctionKind, today: date) -> list[Complaint]:
    """Whether a function is filled already, with nothing to say about it."""
    held = (await holdings_of([organisation_id], today)).get((organisation_id, function), ())
    full = standing(held, today) is State.FILLED
    return [Complaint("function", NO_GAP)] if full else []


async def _receivers(organisation_id: UUID, mailbox: str, today: date) -> list[Receiver]:
    """The functional mailbox first; without one, who administers or reports for it here, and else
    the mailboxes of the functions that it fills."""
    if mailbox:
        return [Receiver(mailbox, "nl")]
    kinds = ["administrator", "linking_pin"]
    rows = await DATABASE.fetch(_WHO, organisation_id, today, kinds)
    found = [Receiver(row["email"], row["language"], row["id"]) for row in rows]
    if not found:
        boxes = await DATABASE.fetch(_BOXES, organisation_id, today)
        found = [Receiver(row["mailbox"], "nl") for row in boxes]
    return [to for to in found if not any(unreceivable(to.address, "address"))]


async def reachable(organisation_id: UUID, *, today: date) -> bool:
    """Whether an organisation that is asked something gets a mail about it: at most 3 queries."""
    [row] = await DATABASE.fetch(_MAILBOX, organisation_id)
    return bool(await _receivers(organisation_id, row["mailbox"], today))


async def remind_of_fillings(*, by: Actor, at: datetime) -> int:
    """Ask each quarter whether the functions of organisations are still right; gives how many
    mails were written. The service does so itself, once, whichever process comes first."""
    posted = 0
    for one in await due(day(at), limit=AT_ONCE):
        async with DATABASE.transaction():
            posted += await _remind(one, by, at)
    return posted


async def _remind(one: Due, by: Actor, at: datetime) -> int:
    today, organisation = day(at), one.id
    receivers = await _receivers(organisation, one.mailbox, today)
    token, reminder = new_token(), new_id()
    given = (reminder, organisation, quarter_of(today), token_hash(token), at)
    if not receivers or not await DATABASE.fetch(_ONCE, *given):
        return 0
    filled = await filled_by(organisation, today)
    vacant = await vacant_at(organisation, today) if one.kind == "municipality" else []
    letter = FillingsDue(
        link=page("fillings", "confirmation", Key(token)),
        organisation=one.name,
        filled=tuple((FUNCTION_WORDS[row.function], row.said) for row in filled),
        vacant=tuple(FUNCTION_WORDS[function] for function in vacant),
    )
    cause = ("filling_reminder", reminder)
    noted = {"due_on": quarter_of(today)}
    await record(
        organisation, "remind_of_fillings", "filling_reminder", reminder, noted, by=by, at=at
    )
    for to in receivers:
        await post(organisation, to, letter, cause=cause, by=by, at=at)
    return len(receivers)


async def confirm_by_link(token: str, *, by: Actor | None, at: datetime) -> int:
    """Confirm every filling that an organisation provides, by the link of a mail; gives how many.

    A link works once, in its own quarter. Raises :class:`NotFound` for one that is no link of
    ours, and :class:`WrongState` for one that was used.
    """
    async with DATABASE.transaction():
        rows = await DATABASE.fetch(_LINK, token_hash(token), quarter_of(day(at)))
        if not rows:
            raise NotFound
        [row] = rows
        if row["used_at"] is not None:
            raise WrongState("confirm_by_link", "used", USED)
        confirmed = await DATABASE.fetch(_CONFIRM, row["organisation"], day(at))
        await DATABASE.fetch(_USED, row["id"], at)
        noted = {"confirmed_on": day(at), "fillings": len(confirmed)}
        await record(
            row["organisation"], "confirm_by_link", "filling_reminder", row["id"], noted,
            by=by or NOBODY, at=at, on_behalf_of=row["name"],
        )  # fmt: skip
        return len(confirmed)
