"""Handing a register in, and taking it over as it was seen, or putting it aside."""

from __future__ import annotations

import asyncio
from datetime import datetime
from uuid import UUID

from governance.base.actor import Actor
from governance.base.clock import day
from governance.base.database import DATABASE
from governance.base.errors import Complaint, Unread, complain
from governance.base.ids import new_id
from governance.base.permissions import TABLE, entitled
from governance.base.settings import Settings
from governance.base.views import encoded
from governance.exchange.importing.forms import CarryOutForm, HandInForm, StepForm
from governance.exchange.importing.queries import THING, read_again, work_out
from governance.exchange.importing.rules import ENDED, NOT_SEEN, NOTHING, WANTED
from governance.exchange.importing.tables import RegisterImport
from governance.exchange.receiving.actions import decided, kept, opened, put_aside, received
from governance.exchange.receiving.rules import State
from governance.exchange.registers.rules import Options, entries_of
from governance.parties.registering.actions import Taken, take_over
from governance.parties.registering.rules import Entries
from governance.web.uploading import Upload

_ALONE = "select pg_advisory_xact_lock(hashtextextended('hand in a register', 4))"
_SAME = """
select id from register_import
where state = 'handed_in' and sha256 = $1 and begins = $2 and riec = $3"""


async def hand_in_register(
    upload: Upload | None, form: HandInForm, *, settings: Settings, by: Actor, at: datetime,
    unread: Unread = (),
) -> UUID:  # fmt: skip
    """Keep a register of which it can be told what it would change; gives its id.

    Nothing of it is taken over yet. The same file, read in the same way, is handed in once.
    Raises :class:`Refused` with everything that is wrong in it.
    """
    entitled(by, TABLE["register.import"].who)
    made = new_id()
    found, content = await received(
        upload, WANTED, (THING, made), settings=settings, by=by, at=at, unread=unread
    )
    options = Options(riec=form.riec)
    entries: Entries = await asyncio.to_thread(entries_of, found.name, content, options)
    begins = form.begins or day(at)
    await work_out(entries, begins)
    async with DATABASE.transaction():
        await DATABASE.fetch(_ALONE)
        there = await DATABASE.fetch(_SAME, found.sha256, begins, form.riec)
        if there:
            same: UUID = there[0]["id"]
            return same
        own = {"begins": begins, "riec": form.riec, "counts": "{}"}
        return await kept(RegisterImport, found, (THING, made), by, at, **own)


async def take_register_over(
    import_id: UUID, form: CarryOutForm, *, by: Actor, at: datetime, unread: Unread = ()
) -> None:
    """Take a register over, when it still comes to what was seen. All of it, or nothing."""
    entitled(by, TABLE["register.import"].who)
    complain(() if form.seen else [Complaint("seen", NOT_SEEN)], unread)
    found, entries = await read_again(import_id, by=by)
    async with DATABASE.transaction():
        row = await opened(RegisterImport, import_id, "take_register_over", ENDED)
        plan = await take_over(
            entries, Taken(found.name, found.sha256), row["begins"], by=by, at=at,
            cause=(THING, import_id), seen=form.seen,
        )  # fmt: skip
        complain([Complaint("seen", NOTHING)] if plan.is_empty else [])
        counts = encoded(plan.counts())
        await decided(RegisterImport, row, State.CARRIED_OUT, by, at, counts=counts)


async def put_import_aside(
    import_id: UUID, form: StepForm, *, by: Actor, at: datetime, unread: Unread = ()
) -> None:
    """Do not take a register over. Its file is kept with what was decided."""
    entitled(by, TABLE["register.import"].who)
    thing, verb = (THING, import_id), "put_import_aside"
    await put_aside(RegisterImport, thing, verb, ENDED, form.version, by=by, at=at, unread=unread)
