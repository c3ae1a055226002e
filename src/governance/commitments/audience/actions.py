"""Choosing who may see how a line stands."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from governance.audit.actions import record
from governance.audit.rules import changed
from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.errors import Unread, complain
from governance.base.permissions import TABLE, entitled
from governance.base.views import change, lock, unchanged
from governance.commitments.audience.forms import AudienceForm
from governance.commitments.audience.queries import audience_of
from governance.commitments.audience.rules import complaints
from governance.commitments.tables import CommitmentLine


async def set_audience(
    line_id: UUID, form: AudienceForm, *, by: Actor, at: datetime, unread: Unread = ()
) -> None:
    """Choose who may see how a line stands, from now on.

    What was adopted or reported is told before it is narrowed, and is not taken back. Raises
    :class:`Refused` with every complaint, :class:`Overtaken` where the line changed meanwhile.
    """
    async with DATABASE.transaction():
        of = await audience_of(line_id, by=by)
        entitled(by, TABLE["commitment.set_audience"].who, own=of.organisation_id)
        row = await lock(CommitmentLine, line_id)
        of = await audience_of(line_id, by=by)
        unchanged(row, form.version)
        complain(complaints(form, of), unread)
        await change(CommitmentLine, row, audience=form.audience)
        noted = changed(row, {"audience": form.audience}, reason=form.reason.strip())
        await record(
            of.organisation_id, "set_audience", "commitment_line", line_id, noted, by=by, at=at
        )
