"""Adding an organisation to the register, changing its entry, renaming it, ending it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from governance.audit.actions import record
from governance.audit.rules import changed
from governance.base.actor import Actor
from governance.base.clock import day
from governance.base.database import DATABASE
from governance.base.errors import Complaint, Unread, complain
from governance.base.names import search_key, sort_key
from governance.base.permissions import TABLE, Reach, entitled, held_on, may
from governance.base.views import add, change, fetch, lock, unchanged
from governance.parties.moving.actions import begins, end_all
from governance.parties.register.forms import AddForm, ChangeForm, EndForm, RenameForm
from governance.parties.register.rules import (
    CHOOSE_KEEPER,
    Around,
    Other,
    Typed,
    end_complaints,
    entry_complaints,
    name_complaints,
    rename_complaints,
    source_complaints,
    tidy,
)
from governance.parties.rules import USUAL_LEVEL
from governance.parties.tables import Organisation, OrganisationName

# Codes and names are each of one organisation: who adds and who changes goes one by one.
_ONE_BY_ONE = "select pg_advisory_xact_lock(hashtextextended('register', 0))"
_HOLDERS = """
select k.field, o.name from organisation o
join (values ('cbs_code', $1), ('tooi_uri', $2), ('oin', $3), ('kvk', $4)) k(field, code)
  on k.code <> '' and k.code = case k.field when 'cbs_code' then o.cbs_code
     when 'tooi_uri' then o.tooi_uri when 'oin' then o.oin else o.kvk end
where o.id is distinct from $5::uuid
  and (k.field <> 'kvk' or (o.valid_until is null and o.kind = $6))"""
_NAMED = """
select name from organisation
where search_key = $1 and kind = $2 and id is distinct from $3::uuid and valid_until is null
limit 1"""
_ACTING = "select id, name, legal_personality, valid_until from organisation where id = $1"
_ACTS_FOR = """
select name from organisation where acting_body = $1 and valid_until is null
order by sort_key limit 1"""
_LAST_NAME = "select max(valid_until) as day from organisation_name where organisation = $1"
_SUCCEEDED = "select max(happens_on) as day from succession where predecessor = $1"


def may_change(by: Actor, organisation_id: UUID, keeper: UUID | None) -> bool:
    """Whether the actor may change this entry of the register."""
    return may(by, "register.change", own=organisation_id, keeper=keeper)


async def locked(organisation_id: UUID, by: Actor) -> dict[str, Any]:
    """An entry that the actor may change, locked."""
    await DATABASE.fetch(_ONE_BY_ONE)
    row = await lock(Organisation, organisation_id)
    entitled(by, TABLE["register.change"].who, own=organisation_id, keeper=row["keeper"])
    return row


def chain_of(row: Mapping[str, Any]) -> UUID:
    """In whose trail it is noted: who keeps the entry, else its own."""
    found: UUID = row["keeper"] or row["id"]
    return found


async def _around(
    kind: str, codes: Mapping[str, str], name: str, itself: UUID | None, acting: UUID | None
) -> Around:
    taken = await DATABASE.fetch(_HOLDERS, *codes.values(), itself, kind)
    holders = {row["field"]: row["name"] for row in taken}
    if name and (named := await DATABASE.fetch(_NAMED, search_key(name), kind, itself)):
        holders["name"] = named[0]["name"]
    others = await fetch(Other, _ACTING, acting) if acting else []
    for_whom = await DATABASE.fetch(_ACTS_FOR, itself) if itself else []
    return Around(holders, others[0] if others else None, for_whom[0]["name"] if for_whom else "")


def _keeper(form: AddForm, by: Actor) -> tuple[UUID | None, list[Complaint]]:
    """Who keeps what this actor adds: the organisation named, else its only one, else nobody."""
    if form.keeper_id is not None:
        entitled(by, TABLE["register.add"].who, own=form.keeper_id)
        return form.keeper_id, []
    if may(by, "register.add"):
        entitled(by, TABLE["register.add"].who)
        return None, []
    own = sorted(held_on(by, TABLE["register.add"].who, Reach.OWN))
    entitled(by, TABLE["register.add"].who, own=own[0] if own else None)
    wrong = [Complaint("keeperId", CHOOSE_KEEPER)] if len(own) > 1 else []
    return own[0], wrong


async def add_organisation(form: AddForm, *, by: Actor, at: datetime, unread: Unread = ()) -> UUID:
    """Add an organisation to the register; the organisation of who adds it keeps the entry."""
    async with DATABASE.transaction():
        keeper, wrong = _keeper(form, by)
        await DATABASE.fetch(_ONE_BY_ONE)
        codes, name = tidy(form), form.name.strip()
        around = await _around(form.kind, codes, name, None, form.acting_body_id)
        found = [*name_complaints(name, around), *entry_complaints(form, around, None), *wrong]
        complain(found, unread)
        values: dict[str, Any] = _values(form) | {
            "name": name,
            "short_name": form.short_name.strip() or name[:80],
            "level": form.level or USUAL_LEVEL[form.kind],
            "keeper": keeper,
            "valid_from": form.valid_from,
        }
        made = await add(
            Organisation(**values, sort_key=sort_key(name), search_key=search_key(name))
        )
        told = {n: v for n, v in values.items() if v not in (None, "") and n != "mailbox"}
        await record(keeper or made, "add_organisation", "organisation", made, told, by=by, at=at)
    return made


def _values(form: Typed) -> dict[str, Any]:
    return {
        "kind": form.kind,
        "level": form.level,
        "mailbox": form.mailbox.strip(),
        **tidy(form),
        "legal_personality": form.legal_personality,
        "acting_body": form.acting_body_id,
    }


async def change_organisation(
    organisation_id: UUID, form: ChangeForm, *, by: Actor, at: datetime, unread: Unread = ()
) -> None:
    """Change an entry beside its name and its days."""
    async with DATABASE.transaction():
        row = await locked(organisation_id, by)
        values = _values(form)
        around = await _around(form.kind, tidy(form), "", organisation_id, form.acting_body_id)
        found = [
            *source_complaints(row, values),
            *entry_complaints(form, around, organisation_id),
        ]
        complain(found, unread)
        unchanged(row, form.version)
        told = {n: v for n, v in values.items() if n != "mailbox"}
        noted = changed(row, told)
        if values["mailbox"] != row["mailbox"]:
            noted["mailbox_changed"] = True
        elif not noted["after"]:
            return
        await change(Organisation, row, **values)
        on = ("organisation", organisation_id)
        await record(chain_of(row), "change_organisation", *on, noted, by=by, at=at)


async def rename_organisation(
    organisation_id: UUID, form: RenameForm, *, by: Actor, at: datetime, unread: Unread = ()
) -> None:
    """Give an organisation another name from a day; the one until then is kept."""
    async with DATABASE.transaction():
        row = await locked(organisation_id, by)
        [last] = await DATABASE.fetch(_LAST_NAME, organisation_id)
        codes = dict.fromkeys(("cbs_code", "tooi_uri", "oin", "kvk"), "")
        around = await _around(row["kind"], codes, form.name, organisation_id, None)
        complain(rename_complaints(row, form, last["day"], day(at), around), unread)
        unchanged(row, form.version)
        await renamed(row, form.name.strip(), form.short_name.strip(), form.valid_from, by, at)


async def renamed(
    row: Mapping[str, Any], name: str, short_name: str, since: date, by: Actor, at: datetime
) -> None:
    """Keep the name until a day, and write the one from then."""
    await add(
        OrganisationName(
            organisation=row["id"],
            name=row["name"],
            short_name=row["short_name"],
            search_key=row["search_key"],
            valid_until=since,
        )
    )
    told = {"name": name, "short_name": short_name or name[:80]}
    noted = changed(row, told, valid_from=since)
    keys = {"sort_key": sort_key(name), "search_key": search_key(name)}
    await change(Organisation, row, **told, **keys)
    on = ("organisation", row["id"])
    await record(chain_of(row), "rename_organisation", *on, noted, by=by, at=at)


async def end_organisation(
    organisation_id: UUID, form: EndForm, *, by: Actor, at: datetime, unread: Unread = ()
) -> None:
    """End an organisation on a day, with its memberships, functions and seats; or take its end
    back, which these do not follow."""
    async with DATABASE.transaction():
        row = await locked(organisation_id, by)
        [gone] = await DATABASE.fetch(_SUCCEEDED, organisation_id)
        last = await begins(organisation_id)
        complain(end_complaints(row, form.ends_on, gone["day"], last), unread)
        unchanged(row, form.version)
        noted = changed(row, {"valid_until": form.ends_on})
        if not noted["after"]:
            return
        await change(Organisation, row, valid_until=form.ends_on)
        on = ("organisation", organisation_id)
        await record(chain_of(row), "end_organisation", *on, noted, by=by, at=at)
        if form.ends_on is not None:
            chain = chain_of(row)
            await end_all(organisation_id, form.ends_on, chain=chain, by=by, at=at, cause=on)
