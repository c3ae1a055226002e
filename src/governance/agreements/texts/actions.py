"""What changes in the text of a draft; each change can be undone by the one who finds it wrong."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

import msgspec
from msgspec import Struct

from governance.agreements.forms import ArticleText
from governance.agreements.steps.actions import note, stepping
from governance.agreements.tables import Agreement, AgreementVersion, TextChange, TextTyping
from governance.agreements.texts import rules
from governance.agreements.versions import actions as versions
from governance.agreements.versions.actions import last_version
from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.errors import N_, WrongState
from governance.base.ids import new_id
from governance.base.permissions import behalf
from governance.base.views import add_all, change, encoded, unchanged
from governance.documents.blocks import Document
from governance.library.drafts import Section, Text

NOTHING_CHANGED = N_("Nothing was changed in this section since the version began.")
_KEEP = """
insert into text_typing (id, agreement, section, person, function, typed, seen, saved_at)
values ($1, $2, $3, $4, $5, $6, $7, $8)
on conflict (agreement, section, person)
do update set typed = excluded.typed, seen = excluded.seen, saved_at = excluded.saved_at,
              function = excluded.function"""
_LAST_CHANGE = """
select c.id, c.before, c.after, c.behind from text_change c
where c.agreement_version = $1 and c.section = $2 order by c.made_at desc, c.id desc limit 1"""


async def change_text(
    agreement_id: UUID, base: Text, to: Callable[[Text], Text], *, by: Actor, at: datetime
) -> bool:
    """Change the text of a draft; ``to`` makes the new text of the one that stands.

    ``base`` is the text where none is kept yet. False where nothing changed: then nothing is
    noted. What ``to`` raises (:class:`Overtaken`) changes nothing.
    """
    async with DATABASE.transaction():
        row = await stepping(agreement_id, "edit_text", by)
        last = await last_version(agreement_id)
        before = msgspec.json.decode(last["source"], type=Text) if last["source"] else base
        after = to(before)
        if after == before:
            return False
        await change(AgreementVersion, last, source=encoded(after))
        await add_all(_kept(last["id"], before, after, by, at))
        await change(Agreement, row)
        await note(row, "edit_text", rules.noted(before, after), by, at)
    return True


def _kept(version: UUID, before: Text, after: Text, by: Actor, at: datetime) -> list[TextChange]:
    return [
        TextChange(
            agreement_version=version,
            section=(name := (new or old).name),  # type: ignore[union-attr]
            behind=rules.behind(before, name),
            before=encoded(old) if old else None,
            after=encoded(new) if new else None,
            made_at=at,
            made_by=by.person_id,
            on_behalf_of=behalf(by),
        )
        for old, new in rules.changes(before, after)
    ]


async def fix_version(
    agreement_id: UUID, content: Document, articles: list[ArticleText], version: int | None,
    *, of: str, by: Actor, at: datetime, made_with: str = "",
) -> int:  # fmt: skip
    """Freeze the text as it stands, to negotiate upon, and go on in a new version of it.

    ``of`` says what it is of ("after the talk of 12 May"). Gives the number that is fixed.
    """
    async with DATABASE.transaction():
        row = await stepping(agreement_id, "fix_version", by)
        unchanged(row, version)
        last = await last_version(agreement_id)
        noted = await versions.freeze(
            agreement_id, content, articles, made_with, at, negotiation=of
        )
        number: int = last["number"]
        await versions.begin(agreement_id, number + 1, last["answers"], last["source"], at)
        await change(Agreement, row)
        await note(row, "fix_version", noted | {"of": of}, by, at)
    return number


class Change(Struct, frozen=True):
    """A change of a section: as it was, what it became, and behind which one it stood."""

    id: UUID
    before: Section | None
    after: Section | None
    behind: str


async def last_change(agreement_id: UUID, section: str) -> Change:
    """The last change of a section in this version; :class:`WrongState` where there is none."""
    last = await last_version(agreement_id)
    rows = await DATABASE.fetch(_LAST_CHANGE, last["id"], section)
    if not rows:
        raise WrongState("undo", "unchanged", NOTHING_CHANGED)
    was, became = (
        msgspec.json.decode(said, type=Section) if said else None
        for said in (rows[0]["before"], rows[0]["after"])
    )
    return Change(rows[0]["id"], was, became, rows[0]["behind"])


async def keep_typing(
    agreement_id: UUID, section: str, typed: object, seen: str, *, by: Actor, at: datetime
) -> None:
    """Keep what somebody is typing: theirs alone, no part of the record, so not in the trail."""
    async with DATABASE.transaction():
        await stepping(agreement_id, "edit_text", by)
        values = (agreement_id, section, by.person_id, by.function, encoded(typed), seen, at)
        await DATABASE.fetch(_KEEP, new_id(), *values)


async def drop_typing(agreement_id: UUID, section: str, *, by: Actor) -> None:
    """Let go what somebody was typing: it is saved, or not wanted."""
    await TextTyping.delete().where(
        (TextTyping.agreement == agreement_id)
        & (TextTyping.section == section)
        & (TextTyping.person == by.person_id)
    )
