"""Taking a clause into a draft, and adopting a newer version of it or not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from governance.agreements.steps.actions import may_ever
from governance.agreements.texts import actions as texts
from governance.agreements.texts import rules as changing
from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.errors import Complaint, NotFound, Overtaken, Unread, complain
from governance.formation.adopting import rules
from governance.formation.adopting.forms import AdoptForm, TakeClauseForm
from governance.formation.clauses.queries import Shelved, offered, shelved_of
from governance.formation.editing.actions import own_text, section_named
from governance.formation.editing.rules import SECTIONS_MOST, TOO_MANY
from governance.formation.queries import Forming, forming
from governance.library.clauses import rules as clauses
from governance.library.drafts import ARTICLE, Section, Text, key_of
from governance.library.passages import ClauseRef


async def take_clause(
    agreement_id: UUID, form: TakeClauseForm, *, by: Actor, at: datetime, unread: Unread = ()
) -> str:
    """Take the text of a clause into a draft as a new article; gives its name."""
    async with DATABASE.transaction():
        whole = await _writing(agreement_id, by)
        text = own_text(whole)
        found = await offered(whole, by=by)
        one = next((s for s in found if s.clause.key == form.clause), None)
        name = ARTICLE + key_of(one.clause.title if one else "", {s.key for s in text.sections})
        complain(_complaints(whole, one, form, name, text), unread)
        assert one is not None  # noqa: S101 - else it was refused
        of = ClauseRef(one.clause.key, form.variant, form.number or one.clause.newest.version)
        section = clauses.taken(one.clause, of, name, own=one.own is not None)
        behind = form.behind or next(reversed([s.name for s in text.of(ARTICLE)]), "")
        await texts.change_text(
            agreement_id, text, lambda now: changing.added(now, section, behind), by=by, at=at
        )
    return name


def _complaints(
    whole: Forming, one: Shelved | None, form: TakeClauseForm, name: str, text: Text
) -> Iterator[Complaint]:
    if one is None:
        yield Complaint("clause", rules.NO_CLAUSE)
        return
    version = form.number or one.clause.newest.version
    if not one.clause.text(version, form.variant):
        yield Complaint("variant", rules.NO_VARIANT)
    article = name.removeprefix(ARTICLE)
    if names := rules.unasked(whole.model, one.clause, form.variant, version, article):
        yield Complaint("variant", rules.UNASKED, {"names": ", ".join(names)})
    if len(text.sections) >= SECTIONS_MOST:
        yield Complaint("clause", TOO_MANY, {"limit": SECTIONS_MOST})


async def adopt_clause(
    agreement_id: UUID,
    name: str,
    form: AdoptForm,
    *,
    by: Actor,
    at: datetime,
    unread: Unread = (),
) -> None:
    """Adopt the newest version of the clause of a section, or keep the section as it is.

    Words of the section itself are never lost unasked. :class:`Overtaken` where the section or
    the clause is no longer what was seen; :class:`NotFound` where there is nothing newer.
    """
    async with DATABASE.transaction():
        whole = await _writing(agreement_id, by)
        section = section_named(whole, name)
        shelved = await shelved_of(section, by=by)
        clause = shelved.clause
        if changing.mark(section) != form.seen or form.number != clause.newest.version:
            raise Overtaken
        if shelved.newer(section) is None:
            raise NotFound(name)
        adopts = form.choice == "adopt"
        complain(_adopting(whole, section, clause, form) if adopts else (), unread)
        made = (clauses.adopted if adopts else clauses.stayed)(section, clause)
        await texts.change_text(
            agreement_id,
            own_text(whole),
            lambda text: changing.written(text, made, form.seen),
            by=by,
            at=at,
        )
        if adopts:
            await texts.drop_typing(agreement_id, name, by=by)


def _adopting(
    whole: Forming, section: Section, clause: clauses.Clause, form: AdoptForm
) -> Iterator[Complaint]:
    if clauses.changed_since(section, clause) and not form.drop_own:
        yield Complaint("dropOwn", rules.OWN_WORDS)
    assert section.origin is not None  # noqa: S101 - it came from a clause
    variant, version = section.origin.clause.variant, clause.newest.version
    if names := rules.unasked(whole.model, clause, variant, version, section.key):
        yield Complaint("choice", rules.UNASKED, {"names": ", ".join(names)})


async def _writing(agreement_id: UUID, by: Actor) -> Forming:
    whole = await forming(agreement_id, by=by)
    may_ever("edit_text", by, whole.agreement.keeper_id)
    return whole
