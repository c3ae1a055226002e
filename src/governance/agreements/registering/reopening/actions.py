"""A registration that counts becomes a draft again, where nothing followed from it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from governance.agreements.registering.forms import ReopenForm
from governance.agreements.registering.reopening.queries import followed
from governance.agreements.registering.tables import Registration
from governance.agreements.rules import WORKFLOW
from governance.agreements.signing.rules import reason_complaints
from governance.agreements.steps.actions import note, stepping
from governance.agreements.tables import Agreement
from governance.agreements.versions import actions as versions
from governance.agreements.when.rules import FOLLOWED
from governance.audit.rules import changed
from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.errors import NotFound, Unread, WrongState, complain
from governance.base.views import change, unchanged

VERB = "reopen_registration"
_UNBIND = "update party set version = version + 1, joined_on = null where agreement = $1"
_FORGOTTEN = (
    "delete from extension where agreement = $1",
    "delete from termination_notice where agreement = $1",
    """delete from consent where consent_request in (
        select id from consent_request where agreement = $1)""",
    "delete from consent_request where agreement = $1",
)
"""What was taken back or withdrawn, and what came about by itself: the trail keeps it."""


async def reopen(
    registration_id: UUID, form: ReopenForm, *, by: Actor, at: datetime, unread: Unread = ()
) -> UUID:
    """Take a registration back to draft, and say why; gives the agreement.

    Its days, parties, commitments and text are kept to be put right; what its rules brought about
    by themselves is reckoned anew once it is registered. Raises :class:`WrongState` where a
    notice, a request, or another agreement followed from it.
    """
    async with DATABASE.transaction():
        rows = await Registration.select().where(Registration.id == registration_id)
        if not rows:
            raise NotFound
        row = await stepping(rows[0]["agreement"], VERB, by)
        unchanged(row, form.version)
        complain(reason_complaints(form), unread)
        if await followed(row["id"]):
            raise WrongState(VERB, row["state"], FOLLOWED)
        last = await versions.last_version(row["id"])
        await versions.begin(row["id"], last["number"] + 1, last["answers"], last["source"], at)
        for statement in (_UNBIND, *_FORGOTTEN):
            await DATABASE.fetch(statement, row["id"])
        values = {
            "state": WORKFLOW.step(row["state"], VERB).target,
            "entered_into_force_on": None,
            "ends_on": None,
            "ended_because": "",
        }
        await change(Agreement, row, **values)
        await note(row, VERB, changed(row, values, reason=form.reason.strip()), by, at)
    return UUID(str(row["id"]))
