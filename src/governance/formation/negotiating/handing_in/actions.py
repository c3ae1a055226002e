"""Taking in a file that came back from Word, and what it proposes."""

from __future__ import annotations

import asyncio
from datetime import datetime
from typing import IO, Any
from uuid import UUID

from governance.agreements.rules import WORKFLOW
from governance.agreements.steps.actions import note, stepping
from governance.agreements.versions.queries import VersionView, frozen, listed
from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.errors import (
    N_,
    Complaint,
    NotFound,
    Refused,
    Unread,
    complain,
)
from governance.base.permissions import Reach, behalf, held_on
from governance.base.settings import Settings
from governance.base.views import add, add_all, encoded
from governance.documents.reading.findings import Returned
from governance.documents.reading.returned import returned
from governance.files.actions import Received, keep, receive
from governance.files.rules import Kind
from governance.formation.negotiating.forms import HandInForm
from governance.formation.negotiating.queries import Aside
from governance.formation.negotiating.tables import ReturnedFile, TextProposal
from governance.formation.queries import Forming, forming
from governance.web.uploading import Upload

THING = "returned_file"
"""The kind of thing that a file that came back is of: who sees the agreement does not see it."""
NO_VERSION = N_("Fix a version first: a file comes back upon a text that stays as it is.")
NO_SUCH = N_("There is no such version that was fixed.")
NO_PARTY = N_("This organisation takes no part in the agreement.")
_SAME = """
select id from returned_file where agreement_version = $1 and organisation = $2 and sha256 = $3"""


async def hand_in_file(
    agreement_id: UUID,
    upload: Upload | None,
    form: HandInForm,
    *,
    settings: Settings,
    by: Actor,
    at: datetime,
    unread: Unread = (),
) -> UUID:
    """Take in a file that came back upon a fixed version; gives its id.

    Whether the actor may is asked before the file is taken in. The same file of the same
    organisation comes in once.
    """
    async with DATABASE.transaction():
        whole = await forming(agreement_id, by=by)
        mine = held_on(by, WORKFLOW.who("hand_in_file"), Reach.PARTY)
        party = next((body for body in whole.bodies if body in mine), None)
        row = await stepping(agreement_id, "hand_in_file", by, also=party)
        organisation = _organisation(whole, form, party, by)
        version = await _version(agreement_id, form, by, unread)
    thing = (THING, agreement_id)
    try:
        received = await receive(
            upload, (Kind.DOCX,), row["keeper"], thing, settings=settings, by=by, at=at
        )
    except Refused as refused:
        raise Refused([*refused.complaints, *unread]) from None
    found = await asyncio.to_thread(_read, upload, version)
    async with DATABASE.transaction():
        await stepping(agreement_id, "hand_in_file", by, also=organisation)
        return await _keep(row, version, organisation, received, found, by, at)


def _read(upload: Upload | None, version: VersionView) -> Returned:
    if upload is None or version.content is None:
        raise NotFound
    file: IO[bytes] = upload.file
    file.seek(0)
    return returned(file.read(), version.content)


def _organisation(whole: Forming, form: HandInForm, party: UUID | None, by: Actor) -> UUID:
    """From whom a file comes: the keeper says so, a party hands in its own."""
    keeper = whole.agreement.keeper_id
    if keeper in held_on(by, WORKFLOW.who("hand_in_file"), Reach.KEEPER) or party is None:
        chosen = form.organisation_id or keeper
        known = chosen in (keeper, *whole.bodies)
        complain([] if known else [Complaint("organisationId", NO_PARTY)])
        return chosen
    return party


async def _version(agreement_id: UUID, form: HandInForm, by: Actor, unread: Unread) -> VersionView:
    there = [one.number for one in await listed(agreement_id, by=by) if one.frozen_at]
    wrong = []
    if not there:
        wrong.append(Complaint("number", NO_VERSION))
    elif form.number is not None and form.number not in there:
        wrong.append(Complaint("number", NO_SUCH))
    complain(wrong, unread)
    return await frozen(agreement_id, form.number or max(there), by=by)


async def _keep(
    row: dict[str, Any], version: VersionView, organisation: UUID, received: Received,
    found: Returned, by: Actor, at: datetime,
) -> UUID:  # fmt: skip
    same = await DATABASE.fetch(_SAME, version.id, organisation, received.sha256)
    if same:
        return UUID(str(same[0]["id"]))
    file = await keep(received, row["keeper"], (THING, row["id"]), by=by, at=at)
    made = await add(
        ReturnedFile(
            agreement=row["id"],
            agreement_version=version.id,
            organisation=organisation,
            file=file,
            sha256=received.sha256,
            said=encoded(Aside(found.remarks, found.unplaced)),
            handed_in_at=at,
            handed_in_by=by.person_id,
            on_behalf_of=behalf(by),
        )
    )
    await add_all(
        TextProposal(returned_file=made, position=place, said=encoded(one))
        for place, one in enumerate(found.proposals, 1)
    )
    noted = {
        "returned_file": str(made),
        "organisation_id": str(organisation),
        "text_version": version.number,
        "sha256": received.sha256,
        "proposals": len(found.proposals),
    }
    await note(row, "hand_in_file", noted, by, at)
    return made
