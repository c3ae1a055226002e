"""Keeping the own library of an organisation: a clause added, its next version, out of use."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from governance.audit.actions import record
from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.errors import MISSING, N_, Complaint, NotFound, Unread, complain
from governance.base.permissions import TABLE, Reach, behalf, entitled, held_on
from governance.base.views import add, change, encoded, unchanged
from governance.library.bracketing import kept_lines
from governance.library.clauses.checks import text_complaints
from governance.library.clauses.folders import shipped_whole
from governance.library.clauses.forms import (
    InUseForm,
    NewOwnClauseForm,
    OwnClauseForm,
    VariantRow,
)
from governance.library.clauses.queries import KeptVariant, variants_of
from governance.library.clauses.rules import ITSELF
from governance.library.clauses.tables import OwnClause, OwnClauseVersion
from governance.library.drafts import key_of

FIRST = N_("The first version.")
NOT_YOURS = N_("Choose an organisation whose library you keep.")
VARIANTS_MOST = 8
TOO_MANY = N_("At most {limit} variants.")
_WHOSE = "select id from organisation where id = $1 for share"
_ONE = "select * from clause where id = $1 for update"
_LAST = "select * from clause_version where clause = $1 order by number desc limit 1"
_SAID = ("title", "theme", "explanation", "source")


async def add_clause(
    form: NewOwnClauseForm, *, by: Actor, at: datetime, unread: Unread = ()
) -> UUID:
    """Add a clause to the library of an organisation; gives its id."""
    async with DATABASE.transaction():
        mine = held_on(by, TABLE["clause.keep"].who, Reach.OWN)
        if not mine:
            raise NotFound
        there = form.organisation_id in mine and await DATABASE.fetch(_WHOSE, form.organisation_id)
        wrong = [] if there else [Complaint("organisationId", NOT_YOURS)]
        variants = _variants(form.variants, ())
        complain([*wrong, *_complaints(form, variants)], unread)
        made = await add(OwnClause(organisation=form.organisation_id, in_use=True))
        values = _values(form, variants) | {"says": FIRST}
        await _keep(made, 1, values, by, at)
        noted = {"title": values["title"], "clause_version": "1"}
        await record(form.organisation_id, "add_clause", "clause", made, noted, by=by, at=at)
        return made


async def change_clause(
    clause_id: UUID, form: OwnClauseForm, *, by: Actor, at: datetime, unread: Unread = ()
) -> None:
    """Make the next version of a clause; saying the same once more changes nothing."""
    async with DATABASE.transaction():
        row = await _locked(clause_id, by)
        [last] = await DATABASE.fetch(_LAST, clause_id)
        before = variants_of(last["variants"])
        variants = _variants(form.variants, before)
        says = " ".join(form.says.split())
        lacking = [] if says else [Complaint("says", MISSING)]
        complain([*_complaints(form, variants), *lacking], unread)
        unchanged(row, form.version)
        values = _values(form, variants)
        if variants == before and all(last[name] == values[name] for name in _SAID):
            return
        number = last["number"] + 1
        await _keep(clause_id, number, values | {"says": says}, by, at)
        await change(OwnClause, row)
        noted = {"title": values["title"], "clause_version": str(number), "says": says}
        chain = row["organisation"]
        await record(chain, "change_clause", "clause", clause_id, noted, by=by, at=at)


async def use_clause(
    clause_id: UUID, form: InUseForm, *, by: Actor, at: datetime, unread: Unread = ()
) -> None:
    """Take a clause out of use, or into use again; what drafts took of it stays."""
    async with DATABASE.transaction():
        row = await _locked(clause_id, by)
        complain((), unread)
        unchanged(row, form.version)
        if row["in_use"] == form.in_use:
            return
        await change(OwnClause, row, in_use=form.in_use)
        noted = {"in_use": form.in_use}
        chain = row["organisation"]
        await record(chain, "use_clause", "clause", clause_id, noted, by=by, at=at)


async def _locked(clause_id: UUID, by: Actor) -> dict[str, Any]:
    """The row of a clause, held; :class:`NotFound` for who does not work there."""
    rows = await DATABASE.fetch(_ONE, clause_id)
    if not rows:
        raise NotFound
    entitled(by, TABLE["clause.keep"].who, own=rows[0]["organisation"])
    return dict(rows[0])


async def _keep(clause: UUID, number: int, values: dict[str, Any], by: Actor, at: datetime) -> None:
    values = values | {"variants": encoded(values["variants"])}
    values |= {"made_at": at, "made_by": by.person_id, "on_behalf_of": behalf(by)}
    await add(OwnClauseVersion(clause=clause, number=number, **values))


def _values(form: NewOwnClauseForm | OwnClauseForm, variants: Sequence[KeptVariant]) -> Any:
    return {
        "title": " ".join(form.title.split()),
        "theme": form.theme.value,
        "explanation": form.explanation.strip(),
        "source": " ".join(form.source.split()),
        "variants": variants,
    }


def _rows(rows: Sequence[VariantRow]) -> list[tuple[int, VariantRow]]:
    """The variants that are typed, with their place in the form."""
    return [(n, one) for n, one in enumerate(rows) if one.title.strip() or one.text.strip()]


def _variants(rows: Sequence[VariantRow], before: Sequence[KeptVariant]) -> tuple[KeptVariant, ...]:
    """The variants as they are kept; one that was there keeps its key."""
    known = {one.key for one in before}
    taken = set(known)
    found = []
    for _, row in _rows(rows):
        key = row.key if row.key in known else key_of(row.title, taken)
        taken.add(key)
        title = " ".join(row.title.split())
        found.append(KeptVariant(key, title, row.explanation.strip(), kept_lines(row.text)))
    return tuple(found)


def _complaints(
    form: NewOwnClauseForm | OwnClauseForm, variants: Sequence[KeptVariant]
) -> Iterator[Complaint]:
    for name in ("title", "explanation", "source"):
        if not getattr(form, name).strip():
            yield Complaint(name, MISSING)
    places = [place for place, _ in _rows(form.variants)]
    if not places:
        yield Complaint("variants.0.text", MISSING)
    if len(places) > VARIANTS_MOST:
        yield Complaint("variants", TOO_MANY, {"limit": VARIANTS_MOST})
    for place, one in zip(places, variants, strict=True):
        at = f"variants.{place}."
        if not one.title:
            yield Complaint(at + "title", MISSING)
        for found in text_complaints(ITSELF, "", one.text, shipped_whole()):
            called = one.title or one.key
            yield Complaint(at + "text", found.problem, found.values, called, found.line)
