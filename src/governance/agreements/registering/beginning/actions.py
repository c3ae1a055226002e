"""Taking in the file of an agreement that was signed elsewhere, with what can be read in it."""

from __future__ import annotations

import asyncio
from datetime import date, datetime
from pathlib import PurePosixPath
from typing import Any
from uuid import UUID

from governance.agreements.beginning.actions import place_complaints
from governance.agreements.registering.forms import RegistrationForm
from governance.agreements.registering.naming.actions import unlinked
from governance.agreements.registering.naming.queries import signatories
from governance.agreements.registering.reading.rules import (
    day_of,
    extension_of,
    months_of,
    passages_of,
)
from governance.agreements.registering.rules import months, until
from governance.agreements.registering.tables import Registration
from governance.agreements.registering.writing.rules import LANGUAGE
from governance.agreements.rules import (
    TITLES,
    AgreementKind,
    AgreementState,
    EntryRule,
    add_months,
)
from governance.agreements.steps.actions import note
from governance.agreements.tables import Agreement
from governance.agreements.taking_part.actions import replace
from governance.agreements.versions.actions import begin
from governance.agreements.words import KIND_WORDS
from governance.base.actor import Actor
from governance.base.clock import day
from governance.base.database import DATABASE
from governance.base.errors import Refused, Unread, complain
from governance.base.names import search_key, sort_key
from governance.base.permissions import TABLE, entitled
from governance.base.settings import Settings
from governance.base.views import add, encoded
from governance.base.words import translate
from governance.documents.reading.ordinary.pieces import Moment, Span, Understood
from governance.documents.reading.ordinary.understanding import understood
from governance.files.actions import Received, keep, receive
from governance.files.rules import MEDIA_TYPES, SCANS, Kind
from governance.parties.rules import Audience
from governance.web.uploading import Upload

KINDS = (Kind.DOCX, *SCANS)
"""What the file of an agreement may be: Word, a PDF or a scan."""
_ONE_AT_A_TIME = "select pg_advisory_xact_lock(hashtextextended($1, 0))"
_SAME = """
select g.id from registration g join agreement a on a.id = g.agreement
where a.keeper = $1 and g.sha256 = $2 and a.state = 'draft' order by g.id limit 1"""


async def begin_registration(
    form: RegistrationForm,
    upload: Upload | None,
    *,
    settings: Settings,
    by: Actor,
    at: datetime,
    unread: Unread = (),
) -> UUID:
    """Begin a registration with its file; gives its id. Of a Word file, what it says is read.

    Whether the actor may is asked before the file is taken in, and again in the transaction
    that keeps it. Who hands in one file twice is given the registration that it began.
    """
    async with DATABASE.transaction():
        entitled(by, TABLE["agreement.begin"].who, keeper=form.keeper_id)
        found = [*unread, *await place_complaints(form.keeper_id, form.committee_id, day(at))]
    keeper = ("organisation", form.keeper_id)
    try:
        received = await receive(
            upload, KINDS, form.keeper_id, keeper, settings=settings, by=by, at=at
        )
        read = await asyncio.to_thread(_read, upload, received)
    except Refused as refused:
        raise Refused([*refused.complaints, *found]) from None
    complain(found)
    async with DATABASE.transaction():
        entitled(by, TABLE["agreement.begin"].who, keeper=form.keeper_id)
        complain(await place_complaints(form.keeper_id, form.committee_id, day(at)))
        await DATABASE.fetch(_ONE_AT_A_TIME, str(form.keeper_id))
        for same in await DATABASE.fetch(_SAME, form.keeper_id, received.sha256):
            return UUID(str(same["id"]))
        return await _begin(form, received, read, by, at)


def _read(upload: Upload | None, received: Received) -> Understood | None:
    """What a Word file says; nothing of a PDF or a scan."""
    if upload is None or received.media_type != MEDIA_TYPES[Kind.DOCX]:
        return None
    upload.file.seek(0)
    return understood(upload.file.read())


async def _begin(
    form: RegistrationForm, received: Received, read: Understood | None, by: Actor, at: datetime
) -> UUID:
    of = read or Understood()
    made = await add(_agreement(form, of.title or PurePosixPath(received.name).stem, of))
    thing, row = ("agreement", made), {"id": made, "keeper": form.keeper_id}
    await begin(made, 1, "{}", None, at)
    file = await keep(received, form.keeper_id, thing, by=by, at=at)
    kept: dict[str, Any] = {"signed_on": day_of(of, Moment.SIGNED), "ends_on": _ends_on(of)}
    registration = await add(
        Registration(
            agreement=made,
            file=file,
            sha256=received.sha256,
            understood=encoded(read) if read else None,
            passages=encoded(passages_of(of)),
            **kept,
        )
    )
    named = await replace(made, await signatories(of.parties, day(at)), day(at))
    # The title is not noted yet: of a scan it is the name of a file, chosen by somebody outside.
    noted = {"file_id": file, "sha256": received.sha256, **named, **await unlinked(made)}
    await note(row, "begin_registration", noted, by, at)
    return registration


def _agreement(form: RegistrationForm, title: str, of: Understood) -> Agreement:
    """The agreement as it begins, with what was read in its file; a person looks it over."""
    entered, title = day_of(of, Moment.STARTS), " ".join(title.split())
    term = months(entered, _ends_on(of))
    rule, extended_by = extension_of(of, term if entered else months_of(of, Span.TERM))
    known: dict[str, Any] = {
        "keeper": form.keeper_id,
        "committee": form.committee_id,
        "entry_date": entered,
        "term_months": term,
        "extension_rule": rule,
        "extension_months": extended_by,
        "notice_months": months_of(of, Span.NOTICE),
    }
    return Agreement(
        kind=_kind(title),
        model_key="",
        model_version="",
        title=title[: TITLES["title"]],
        short_title=title[: TITLES["short_title"]],
        sort_key=sort_key(title[: TITLES["title"]]),
        search_key=search_key(title[: TITLES["title"]]),
        state=AgreementState.DRAFT,
        audience=Audience.COMMITTEE,
        entry_rule=EntryRule.DATE_AFTER_ALL_SIGNED,
        **known,
    )


def _kind(title: str) -> str:
    """The kind that the title names in Dutch; a covenant where it names none."""
    said = title.casefold()
    named = (kind for kind, word in KIND_WORDS.items() if translate(LANGUAGE, word) in said)
    return next(named, AgreementKind.CONVENANT)


def _ends_on(of: Understood) -> date | None:
    """The first day that it no longer holds: by its last day, else by its term."""
    if last := day_of(of, Moment.ENDS):
        return until(last)
    entered, term = day_of(of, Moment.STARTS), months_of(of, Span.TERM)
    return add_months(entered, term) if entered and term else None
