"""Handing in a house style or a letter of an organisation, and taking it into or out of use."""

from __future__ import annotations

import asyncio
from datetime import datetime
from typing import IO, Any
from uuid import UUID

from governance.audit.actions import record
from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.errors import NotFound, Refused, Unread, WrongState, complain
from governance.base.ids import new_id
from governance.base.permissions import TABLE, behalf, entitled
from governance.base.settings import Settings
from governance.base.views import add, change, unchanged
from governance.files.actions import Received, keep, receive
from governance.files.rules import Kind
from governance.library.looks.forms import TemplateForm, TemplateUseForm
from governance.library.looks.queries import THING
from governance.library.looks.rules import IN_USE, NOT_IN_USE, Known, named, problems
from governance.library.looks.tables import Template
from governance.web.uploading import Upload

WANTED = (Kind.DOCX,)
Row = dict[str, Any]
_ALONE = "select pg_advisory_xact_lock(hashtextextended('template ' || $1::text, 6))"
_NEWEST = """
select id, number, sha256, title from template where organisation = $1 and name = $2
order by number desc limit 1"""
_LOCKED = """
select t.* from template t
where t.organisation = $1 and t.name = (
    select name from template where id = $2 and organisation = $1)
order by t.id for update"""
_OVERTAKES = """
update template set version = version + 1 where organisation = $1 and name = $2"""


async def hand_in_template(
    organisation_id: UUID, upload: Upload | None, form: TemplateForm, *, known: Known,
    settings: Settings, by: Actor, at: datetime, unread: Unread = (),
) -> UUID:  # fmt: skip
    """Keep a house style or a letter that can be used, as a new version; gives its id.

    It is not in use yet. The newest version once more is that version. Raises
    :class:`Refused` with everything that is wrong with the file and the form.
    """
    entitled(by, TABLE["template.keep"].who, own=organisation_id)
    made = new_id()
    name, title, wrong = named(form.name, form.title, known)
    try:
        found = await receive(
            upload, WANTED, organisation_id, (THING, made), settings=settings, by=by, at=at
        )
    except Refused as refused:
        raise Refused([*refused.complaints, *wrong, *unread]) from None
    content = await asyncio.to_thread(_whole, upload.file) if upload else b""
    if name:
        wrong += await asyncio.to_thread(lambda: list(problems(name, content, known)))
    complain(wrong, unread)
    async with DATABASE.transaction():
        await DATABASE.fetch(_ALONE, str(organisation_id))
        return await _keep(made, organisation_id, name, title, found, by, at)


async def _keep(
    made: UUID, organisation_id: UUID, name: str, title: str, found: Received, by: Actor,
    at: datetime,
) -> UUID:  # fmt: skip
    there = await DATABASE.fetch(_NEWEST, organisation_id, name)
    if there and (there[0]["sha256"], there[0]["title"]) == (found.sha256, title):
        same: UUID = there[0]["id"]
        return same
    file = await keep(found, organisation_id, (THING, made), by=by, at=at)
    row = Template(
        id=made, organisation=organisation_id, name=name, title=title,
        number=there[0]["number"] + 1 if there else 1, file=file, sha256=found.sha256,
        made_at=at, made_by=by.person_id, made_by_function=behalf(by),
    )  # fmt: skip
    await add(row)
    await _note("hand_in_template", row.to_dict(), by, at)
    return made


async def take_template_into_use(
    organisation_id: UUID, template_id: UUID, form: TemplateUseForm, *, by: Actor, at: datetime,
    unread: Unread = (),
) -> None:  # fmt: skip
    """Make documents with a version from now on; the one before is kept and no longer used."""
    entitled(by, TABLE["template.keep"].who, own=organisation_id)
    async with DATABASE.transaction():
        rows, row = await _locked(organisation_id, template_id)
        complain((), unread)
        if row["in_use_since"]:
            raise WrongState("take_template_into_use", "in_use", IN_USE)
        unchanged(row, form.version)
        for before in rows:
            if before["in_use_since"]:
                await change(Template, before, in_use_since=None)
                await _note("take_template_out_of_use", before, by, at)
        await change(Template, row, in_use_since=at)
        await _decided("take_template_into_use", row, by, at)


async def take_template_out_of_use(
    organisation_id: UUID, template_id: UUID, form: TemplateUseForm, *, by: Actor, at: datetime,
    unread: Unread = (),
) -> None:  # fmt: skip
    """Make documents with ours again. The version is kept."""
    entitled(by, TABLE["template.keep"].who, own=organisation_id)
    async with DATABASE.transaction():
        _, row = await _locked(organisation_id, template_id)
        complain((), unread)
        if not row["in_use_since"]:
            raise WrongState("take_template_out_of_use", "kept", NOT_IN_USE)
        unchanged(row, form.version)
        await change(Template, row, in_use_since=None)
        await _decided("take_template_out_of_use", row, by, at)


async def _locked(organisation_id: UUID, template_id: UUID) -> tuple[list[Row], Row]:
    """Every version of the name of one, locked, and that one. Raises :class:`NotFound`."""
    rows = [dict(row) for row in await DATABASE.fetch(_LOCKED, organisation_id, template_id)]
    if not rows:
        raise NotFound
    return rows, next(row for row in rows if row["id"] == template_id)


async def _decided(verb: str, row: Row, by: Actor, at: datetime) -> None:
    """Who saw another version of this name in use, or none, is told of it."""
    await DATABASE.fetch(_OVERTAKES, row["organisation"], row["name"])
    await _note(verb, row, by, at)


async def _note(verb: str, row: Row, by: Actor, at: datetime) -> None:
    told = {"template": row["title"] or row["name"], "version": row["number"]}
    told["sha256"] = row["sha256"]
    await record(row["organisation"], verb, THING, row["id"], told, by=by, at=at)


def _whole(file: IO[bytes]) -> bytes:
    file.seek(0)
    return file.read()
