"""What changes in the articles of a draft, judged against the model that asks its blanks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from msgspec.structs import replace

from governance.agreements.steps.actions import may_ever
from governance.agreements.texts import actions as texts
from governance.agreements.texts import rules as changing
from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.errors import MISSING, N_, Complaint, NotFound, Overtaken, Unread, complain
from governance.base.views import encoded
from governance.documents.making import made_with
from governance.formation.editing import rules
from governance.formation.editing.forms import NewSectionForm, OrderForm, SectionForm
from governance.formation.queries import Forming, forming
from governance.formation.texts.papers import agreement_text, article_texts
from governance.library.drafts import ANNEX, ARTICLE, RECITALS, Section, Text, key_of, text_of
from governance.library.looks.queries import house_of

NO_WAY = N_("Say up or down.")
NO_KIND = N_("Say whether this is an article or an annex.")
WAYS = {"up": -1, "down": 1}
KINDS = {"article": ARTICLE, "annex": ANNEX}


def own_text(whole: Forming) -> Text:
    """The text of a draft; of one that began before texts were kept, that of its model."""
    return whole.version.source or text_of(whole.model)


def section_named(whole: Forming, name: str) -> Section:
    """The section of this name. Raises :class:`NotFound`."""
    found = own_text(whole).section(name)
    if found is None:
        raise NotFound(name)
    return found


async def save_section(
    agreement_id: UUID,
    name: str,
    form: SectionForm,
    *,
    by: Actor,
    at: datetime,
    unread: Unread = (),
) -> bool:
    """Keep a section as it was typed; False where nothing changed.

    :class:`Overtaken` where somebody else changed it since it was seen. What was kept of the
    typing falls away.
    """
    async with DATABASE.transaction():
        whole = await _writing(agreement_id, by)
        section = own_text(whole).section(name)
        if section is None:
            raise Overtaken if form.seen else NotFound(name)
        made = rules.section_of(whole.model, section, form)
        if name != RECITALS:
            made = replace(made, when=rules.when_of(form.when))
        complain(rules.complaints(whole.model, made, form), unread)
        saved = await texts.change_text(
            agreement_id,
            own_text(whole),
            lambda text: changing.written(text, made, form.seen),
            by=by,
            at=at,
        )
        await texts.drop_typing(agreement_id, name, by=by)
    return saved


async def add_section(
    agreement_id: UUID, form: NewSectionForm, *, by: Actor, at: datetime, unread: Unread = ()
) -> str:
    """Add an article or an annex, still to be written; gives its name."""
    async with DATABASE.transaction():
        whole = await _writing(agreement_id, by)
        text, title = own_text(whole), " ".join(form.title.split())
        complain(_new_complaints(form, title, text), unread)
        start = KINDS[form.kind]
        name = start + key_of(title, {one.key for one in text.sections})
        section = Section(name, title, ())
        behind = form.behind or next(reversed([one.name for one in text.of(start)]), "")
        await texts.change_text(
            agreement_id, text, lambda now: changing.added(now, section, behind), by=by, at=at
        )
    return name


def _new_complaints(form: NewSectionForm, title: str, text: Text) -> list[Complaint]:
    found = []
    if form.kind not in KINDS:
        found.append(Complaint("kind", NO_KIND))
    if not title:
        found.append(Complaint("title", MISSING))
    elif len(title) > rules.TITLE_MOST:
        found.append(Complaint("title", rules.TOO_LONG, {"limit": rules.TITLE_MOST}))
    if len(text.sections) >= rules.SECTIONS_MOST:
        found.append(Complaint("title", rules.TOO_MANY, {"limit": rules.SECTIONS_MOST}))
    return found


async def leave_out_section(
    agreement_id: UUID, name: str, seen: str, *, by: Actor, at: datetime
) -> None:
    """Leave an article or annex out of the text; it can be put back (:func:`undo`)."""
    async with DATABASE.transaction():
        whole = await _writing(agreement_id, by)
        section_named(whole, name)
        if name == RECITALS:
            raise NotFound(name)
        await texts.change_text(
            agreement_id,
            own_text(whole),
            lambda text: changing.left_out(text, name, seen),
            by=by,
            at=at,
        )
        await texts.drop_typing(agreement_id, name, by=by)


async def move_section(
    agreement_id: UUID, name: str, form: OrderForm, *, by: Actor, at: datetime, unread: Unread = ()
) -> None:
    """Move an article or annex one place among those of its kind; the numbers follow."""
    async with DATABASE.transaction():
        whole = await _writing(agreement_id, by)
        section_named(whole, name)
        complain([] if form.way in WAYS else [Complaint("way", NO_WAY)], unread)
        await texts.change_text(
            agreement_id,
            own_text(whole),
            lambda text: changing.moved(text, name, WAYS[form.way], form.past),
            by=by,
            at=at,
        )


async def undo(
    agreement_id: UUID, name: str, change: UUID | None, *, by: Actor, at: datetime
) -> None:
    """Put a section back as it was before its last change in this version.

    :class:`Overtaken` where that is not the ``change`` that was seen (none could not be read).
    """
    async with DATABASE.transaction():
        whole = await _writing(agreement_id, by)
        last = await texts.last_change(agreement_id, name)
        if last.id != change:
            raise Overtaken

        def back(text: Text) -> Text:
            if changing.mark(text.section(name)) != changing.mark(last.after):
                raise Overtaken
            if last.before is None:
                return changing.left_out(text, name, changing.mark(last.after))
            if last.after is None:
                return changing.added(text, last.before, last.behind)
            return changing.written(text, last.before, changing.mark(last.after))

        await texts.change_text(agreement_id, own_text(whole), back, by=by, at=at)
        await texts.drop_typing(agreement_id, name, by=by)


async def keep_typing(
    agreement_id: UUID, name: str, typed: Mapping[str, Any], *, by: Actor, at: datetime
) -> None:
    """Keep what somebody is typing in a section, so that it is there again; nothing is judged.

    ``typed``: the fields of a ``SectionForm`` as texts; others are not kept.
    """
    whole = await _writing(agreement_id, by)
    section_named(whole, name)
    fields = {key: typed[key] for key in ("title", "when", "seen", "passages") if key in typed}
    seen = str(typed.get("seen", ""))[:64]
    await texts.keep_typing(agreement_id, name, fields, seen, by=by, at=at)


async def drop_typing(agreement_id: UUID, name: str, *, by: Actor) -> None:
    """Let go what the actor typed in a section and did not save."""
    await _writing(agreement_id, by)
    await texts.drop_typing(agreement_id, name, by=by)


async def fix_version(
    agreement_id: UUID, of: str, version: int | None,
    *, by: Actor, at: datetime, unread: Unread = (),
) -> int:  # fmt: skip
    """Freeze the text of a draft as it stands, to negotiate upon; gives its number."""
    said = " ".join(of.split())
    async with DATABASE.transaction():
        whole = await forming(agreement_id, by=by)
        may_ever("fix_version", by, whole.agreement.keeper_id)
        long = [Complaint("of", rules.TOO_LONG, {"limit": 300})] if len(said) > 300 else []
        complain(long, unread)
        text = agreement_text(whole, draft=True)
        own = await house_of(whole.agreement.keeper_id, by=by)
        return await texts.fix_version(
            agreement_id,
            text,
            article_texts(text),
            version,
            of=said,
            by=by,
            at=at,
            made_with=encoded(made_with(own)),
        )


async def _writing(agreement_id: UUID, by: Actor) -> Forming:
    whole = await forming(agreement_id, by=by)
    may_ever("edit_text", by, whole.agreement.keeper_id)
    return whole
