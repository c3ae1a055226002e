"""The Word files of an organisation, and the ones that its documents are made with."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from datetime import datetime
from uuid import UUID

import msgspec
from msgspec import Struct

from governance.base.actor import Actor
from governance.base.errors import NotFound
from governance.base.permissions import may
from governance.base.views import fetch
from governance.documents.house import House, house_file
from governance.documents.letters.dressing import own_house
from governance.files import queries as files
from governance.library.looks.rules import HOUSE_STYLE

THING = "template"
"""The kind of thing that such a file is of."""
_KEPT = 8
"""House styles that stay read: one holds its fonts and pictures."""
_HOUSES: OrderedDict[str, House] = OrderedDict()
"""By the hash of its file, so that what is here can never be out of date."""


class TemplateView(Struct, frozen=True, rename="camel"):
    """One version of a house style or a letter; ``title`` only of a letter of its own kind.

    ``in_use_since``: none while it is not in use.
    """

    id: UUID
    version: int
    organisation_id: UUID
    name: str
    title: str
    number: int
    file_id: UUID
    size: int
    sha256: str
    made_at: datetime
    made_by_function: str
    in_use_since: datetime | None


class TemplateUsed(Struct, frozen=True):
    """The version in use of a name."""

    id: UUID
    name: str
    title: str
    number: int
    file: UUID
    sha256: str


_VIEWS = """
select t.id, t.version, t.organisation as organisation_id, t.name, t.title, t.number,
       t.file as file_id, f.size, t.sha256, t.made_at, t.made_by_function, t.in_use_since
from template t join stored_file f on f.id = t.file
where t.organisation = $1 and ($2::uuid is null or t.id = $2)
order by t.name, t.number desc limit 1000"""
_COLUMNS = "id, name, title, number, file, sha256"
_USED = f"""
select {_COLUMNS} from template
where organisation = $1 and in_use_since is not null order by title, name"""  # noqa: S608
_SEALED = f"""
select {_COLUMNS} from template where name = $1 and sha256 >= $2::text and sha256 < $2 || 'g'
order by made_at limit 1"""  # noqa: S608 - constant text


def visible_to(by: Actor, organisation_id: UUID) -> bool:
    """Who holds a role in an organisation may see its templates; nobody else."""
    return may(by, "template.read", own=organisation_id)


async def templates(organisation_id: UUID, *, by: Actor) -> list[TemplateView]:
    """Every version, by name, the newest first: 1 query. Raises :class:`NotFound`."""
    if not visible_to(by, organisation_id):
        raise NotFound
    return await fetch(TemplateView, _VIEWS, organisation_id, None)


async def template(organisation_id: UUID, template_id: UUID, *, by: Actor) -> TemplateView:
    """One version: 1 query. Raises :class:`NotFound`."""
    if not visible_to(by, organisation_id):
        raise NotFound
    found = await fetch(TemplateView, _VIEWS, organisation_id, template_id)
    if not found:
        raise NotFound
    return found[0]


async def content(template_id: UUID, file_id: UUID, *, by: Actor) -> bytes:
    """The file of a version, proved, for whoever sees what is made with it: 2 queries."""
    held = await files.held(file_id, (THING, template_id), by=by)
    with await files.opened(held, by=by) as opened:
        return await asyncio.to_thread(opened.read)


async def used(organisation_id: UUID, *, by: Actor) -> list[TemplateUsed]:
    """What an organisation has in use, for whoever sees what is made with it: 1 query."""
    return await fetch(TemplateUsed, _USED, organisation_id) if files.visible_to(by) else []


async def house_of(
    organisation_id: UUID, made_with: str | None = None, *, by: Actor
) -> House | None:
    """The house style for a document that an organisation keeps; none: ours.

    ``made_with`` is what was kept with that document, where it is fixed: it goes on in the style
    it was made with, also when another came into use. At most 3 queries.
    """
    if made_with is not None:
        told = msgspec.json.decode(made_with or "{}", type=dict[str, str])
        seal = told.get(house_file().name, "")
        found = await fetch(TemplateUsed, _SEALED, HOUSE_STYLE, seal) if seal else []
    else:
        found = [one for one in await used(organisation_id, by=by) if one.name == HOUSE_STYLE]
    return await house_read(found[0], by=by) if found else None


async def house_read(of: TemplateUsed, *, by: Actor) -> House:
    """A house style, read once for each process: 2 queries."""
    if of.sha256 not in _HOUSES:
        said = await content(of.id, of.file, by=by)
        _HOUSES[of.sha256] = await asyncio.to_thread(own_house, said)
    _HOUSES.move_to_end(of.sha256)
    while len(_HOUSES) > _KEPT:
        _HOUSES.popitem(last=False)
    return _HOUSES[of.sha256]
