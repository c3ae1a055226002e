"""The letters about an agreement: chosen on a page, made as Word."""

from __future__ import annotations

import asyncio
from typing import Any
from uuid import UUID

from litestar import Request, Response, get
from litestar.params import FromPath

from governance.agreements.steps.actions import takes_part
from governance.base.actor import Actor
from governance.base.clock import day
from governance.base.errors import NotAllowed, NotFound
from governance.base.names import file_name
from governance.base.permissions import TABLE, behalf
from governance.files.pages import exported
from governance.formation.letters import papers
from governance.formation.letters.rules import LETTER_WORDS, Letter
from governance.formation.queries import Forming, forming
from governance.web.acting import AnyRequest, moment_of, needs, signed_in
from governance.web.addresses import page
from governance.web.describing import MEDIA, asks
from governance.web.pages import render

_LETTERS = ("agreements", "{agreement_id:uuid}", "letters")
_WRITES = needs("agreement.write_letters")
ABOUT_ONE = frozenset(Letter) - {Letter.PRESS}
"""The letters that are to a party, or come from one."""


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
    whole = await writing(agreement_id, signed_in(request))
    return render(
        request,
        "formation/letters.html",
        agreement=whole.agreement,
        letters=[(one.value, LETTER_WORDS[one], one in ABOUT_ONE) for one in Letter],
        parties=[(one.organisation_id, one.organisation) for one in papers.signing(whole)],
    )


async def made(request: AnyRequest, agreement_id: UUID, letter: str, said: str) -> Response[bytes]:
    """A letter as Word, to the party of which the id is ``said``. Raises :class:`NotFound`."""
    by = signed_in(request)
    whole = await writing(agreement_id, by)
    if letter not in set(Letter):
        raise NotFound
    try:
        party = UUID(said) if said else None
    except ValueError:
        raise NotFound from None
    today = day(moment_of(request))
    content = await asyncio.to_thread(
        papers.letter, Letter(letter), whole, party, today, behalf(by)
    )
    name = f"{file_name(letter, whole.agreement.short_title)}.docx"
    thing = ("agreement", agreement_id)
    keeper = whole.agreement.keeper_id
    return await exported(request, keeper, thing, name, MEDIA["docx"], content)


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
