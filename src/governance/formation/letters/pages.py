"""The letters about an agreement: chosen on a page, made as Word."""

from __future__ import annotations

import asyncio
from datetime import date
from typing import Any
from uuid import UUID

from litestar import Request, Response, get
from litestar.params import FromPath

from governance.agreements.steps.actions import takes_part
from governance.base.actor import Actor
from governance.base.clock import day
from governance.base.errors import NotAllowed, NotFound
from governance.base.names import file_name
from governance.base.permissions import TABLE, behalf, holds
from governance.documents.letters.dressing import dressed
from governance.files.pages import exported
from governance.formation.letters import papers
from governance.formation.letters.rules import LETTER_WORDS, Letter
from governance.formation.queries import Forming, forming
from governance.library.looks.queries import TemplateUsed, content, house_read, used
from governance.library.looks.rules import HOUSE_STYLE
from governance.web.acting import AnyRequest, moment_of, needs, signed_in
from governance.web.addresses import page
from governance.web.describing import MEDIA, asks
from governance.web.pages import gettext, render

_LETTERS = ("agreements", "{agreement_id:uuid}", "letters")
_WRITES = needs("agreement.write_letters")
FROM_NOBODY = frozenset({Letter.PRESS})
"""The letters that are to no party and come from none."""


async def own_of(whole: Forming, by: Actor) -> list[TemplateUsed]:
    """What the organisation for which the actor writes has in use."""
    who = TABLE["agreement.write_letters"].who
    for one in (whole.agreement.keeper_id, *whole.bodies):
        keeps = one if one == whole.agreement.keeper_id else None
        if holds(by, who, keeper=keeps, party=one):
            return await used(one, by=by)
    return []


def letters_of(own: list[TemplateUsed]) -> dict[str, str]:
    """The letters that can be made with their titles: ours, and those of an own kind."""
    ours = {one.value: gettext(word) for one, word in LETTER_WORDS.items()}
    return ours | {one.name: one.title for one in own if one.title}


async def writing(agreement_id: UUID, by: Actor) -> Forming:
    """An agreement of which the actor may write letters. Raises :class:`NotAllowed`."""
    whole = await forming(agreement_id, by=by)
    who = TABLE["agreement.write_letters"].who
    if not takes_part(by, who, whole.agreement.keeper_id, whole.bodies):
        raise NotAllowed
    return whole


@get(page(*_LETTERS), opt=_WRITES)
async def letters(request: Request[Any, Any, Any], agreement_id: FromPath[UUID]) -> Response[Any]:
    """The letters that can be made, each with the parties to choose from."""
    by = signed_in(request)
    whole = await writing(agreement_id, by)
    there = letters_of(await own_of(whole, by))
    return render(
        request,
        "formation/letters.html",
        agreement=whole.agreement,
        letters=[(name, title, name not in FROM_NOBODY) for name, title in there.items()],
        parties=[(one.organisation_id, one.organisation) for one in papers.signing(whole)],
    )


async def made(request: AnyRequest, agreement_id: UUID, letter: str, said: str) -> Response[bytes]:
    """A letter as Word, to the party of which the id is ``said``. Raises :class:`NotFound`."""
    by = signed_in(request)
    whole = await writing(agreement_id, by)
    own = await own_of(whole, by)
    if letter not in letters_of(own):
        raise NotFound
    try:
        party = UUID(said) if said else None
    except ValueError:
        raise NotFound from None
    today = day(moment_of(request))
    names = {one.name: one for one in own}
    of = names.get(letter) or names.get(HOUSE_STYLE)
    made_now = await _written(letter, of, whole, party, today, by)
    name = f"{file_name(letter, whole.agreement.short_title)}.docx"
    thing, keeper = ("agreement", agreement_id), whole.agreement.keeper_id
    noted = {"template": of.title or of.name, "version": of.number} if of else {}
    return await exported(request, keeper, thing, name, MEDIA["docx"], made_now, noted)


async def _written(
    letter: str, of: TemplateUsed | None, whole: Forming, party: UUID | None, today: date, by: Actor
) -> bytes:
    """A letter by the own template of who writes it; else by ours, in the own house style."""
    if of is not None and of.name == letter:
        said = await content(of.id, of.file, by=by)
        return await asyncio.to_thread(papers.letter, said, whole, party, today, behalf(by))
    ours = papers.template_of(Letter(letter))
    made = await asyncio.to_thread(papers.letter, ours, whole, party, today, behalf(by))
    if of is None:
        return made
    house, title = await house_read(of, by=by), whole.agreement.short_title
    return await asyncio.to_thread(dressed, made, house, title)


@get(
    page(*_LETTERS, "{letter:str}"),
    opt=_WRITES | asks(organisation="The party that it is to, or from."),
)
async def letter(
    request: Request[Any, Any, Any], agreement_id: FromPath[UUID], letter: FromPath[str]
) -> Response[bytes]:
    """A letter as Word, filled in with what is recorded."""
    party = request.query_params.get("organisation", "")
    return await made(request, agreement_id, letter, party)


ROUTES: list[Any] = [letters, letter]
