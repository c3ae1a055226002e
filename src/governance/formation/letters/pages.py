"""The letters about an agreement: chosen on a page, made as Word."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from litestar import Request, Response, get
from litestar.params import FromPath
from msgspec import Struct

from governance.agreements.noticing.rules import NoticeKind
from governance.base.actor import Actor
from governance.base.clock import day
from governance.base.errors import N_, NotAllowed, NotFound
from governance.base.names import file_name
from governance.base.permissions import TABLE, behalf, holds
from governance.documents.letters.dressing import dressed
from governance.files.pages import exported
from governance.formation.letters import papers
from governance.formation.letters.offering.queries import (
    NOBODY,
    Choice,
    choices,
    of_own_kind,
    why_none,
)
from governance.formation.letters.rules import LETTER_WORDS, Letter
from governance.formation.letters.standing.queries import Standing, standing_of, takes_effect
from governance.library.looks.queries import TemplateUsed, content, house_read, used
from governance.library.looks.rules import HOUSE_STYLE
from governance.library.saying import day_said
from governance.web.acting import AnyRequest, moment_of, needs, signed_in
from governance.web.addresses import page
from governance.web.describing import MEDIA, asks
from governance.web.language import speaking
from governance.web.pages import gettext, render

_LETTERS = ("agreements", "{agreement_id:uuid}", "letters")
_WRITES = needs("agreement.write_letters")
ASKS = {
    "organisation": "The party that it is to, or from.",
    "about": "The notice or request that it is about, where one is recorded.",
}
"""What the address of a letter may ask."""
_LEAVES = N_("{name} gave notice on {given} ({number}). From {day} it no longer holds for it.")
_WANTS_NO_EXTENSION = N_("{name} said on {given} ({number}) that it wants no extension on {day}.")
_ENDS_A_PART = N_("{name} asked on {given} to end a part of the commitments on {day}.")


class Offered(Struct, frozen=True):
    """A letter that can be made now, and for whom."""

    name: str
    title: str
    choices: tuple[Choice, ...]


class Writing(Struct, frozen=True):
    """An agreement with the letters about it: those that can be made now, and why others cannot.

    ``of``: the organisation for which the actor writes; ``own``: what it has in use.
    """

    told: Standing
    of: UUID
    own: list[TemplateUsed]
    offered: tuple[Offered, ...]
    not_now: tuple[tuple[str, str], ...]


def _writes_for(told: Standing, by: Actor) -> UUID:
    """The organisation for which the actor writes letters. Raises :class:`NotAllowed`."""
    who, keeper = TABLE["agreement.write_letters"].who, told.whole.agreement.keeper_id
    for one in (keeper, *told.whole.bodies):
        if holds(by, who, keeper=keeper if one == keeper else None, party=one):
            return one
    raise NotAllowed


async def writing(agreement_id: UUID, by: Actor, today: date) -> Writing:
    """An agreement of which the actor may write letters. Raises :class:`NotAllowed`."""
    told = await standing_of(agreement_id, by=by, today=today)
    of = _writes_for(told, by)
    own = await used(of, by=by)
    ours = {one: tuple(choices(one, told)) for one in Letter}
    offered = [
        *(Offered(one, gettext(LETTER_WORDS[one]), there) for one, there in ours.items() if there),
        *(Offered(one.name, one.title, tuple(of_own_kind(told))) for one in own if one.title),
    ]
    missing = [(LETTER_WORDS[one], why_none(one, told)) for one, there in ours.items() if not there]
    return Writing(told, of, own, tuple(offered), tuple(missing))


@get(page(*_LETTERS), opt=_WRITES)
async def letters(request: Request[Any, Any, Any], agreement_id: FromPath[UUID]) -> Response[Any]:
    """The letters that can be made, each with whom it can be to or from."""
    by = signed_in(request)
    there = await writing(agreement_id, by, day(moment_of(request)))
    return render(
        request,
        "formation/letters.html",
        agreement=there.told.whole.agreement,
        forms=[one for of in there.offered for one in _forms(of, there.told)],
        not_now=there.not_now,
        own=there.of,
        gives_notice="give_notice" in there.told.life.verbs,
    )


class LetterForm(Struct, frozen=True):
    """One form of the page: a letter, the parties to choose from, or the recorded thing that it
    is about; ``said``: what that is, ``draft``: it is to give notice with."""

    name: str
    title: str
    parties: tuple[tuple[UUID, str], ...]
    about: UUID | None = None
    said: str = ""
    draft: bool = False


def _forms(of: Offered, told: Standing) -> Iterator[LetterForm]:
    """What is recorded has a form of its own; all other parties are chosen in one."""
    for one in of.choices:
        if one.about and one.organisation_id:
            who = ((one.organisation_id, one.organisation),)
            yield LetterForm(of.name, of.title, who, one.about, recorded_said(one, told))
    others = [one for one in of.choices if one.about is None]
    if others:
        parties = tuple((one.organisation_id, one.organisation) for one in others
                        if one.organisation_id)  # fmt: skip
        yield LetterForm(of.name, of.title, parties, draft=any(one.draft for one in others))


def recorded_said(one: Choice, told: Standing) -> str:
    """What a letter about something that is recorded is about, in the language of the page."""
    notice = next((x for x in told.life.notices if x.id == one.about), None)
    if notice is not None:
        leaves = notice.kind == NoticeKind.WITHDRAWAL
        said = _LEAVES if leaves else _WANTS_NO_EXTENSION
        given, on = (day_said(x, speaking.get()) for x in (notice.given_on, notice.effective_on))
        return gettext(said, name=one.organisation, given=given, day=on, number=notice.letter)
    asked = next(x for x in told.life.requests if x.id == one.about)
    given, on = (day_said(x, speaking.get()) for x in (asked.asked_on, takes_effect(asked)))
    return gettext(_ENDS_A_PART, name=one.organisation, given=given, day=on)


def _choice(offered: Offered, party: str, about: str) -> Choice:
    """The choice of a request: for whom, and about what. Raises :class:`NotFound`."""
    if not party and not about:
        return NOBODY
    for one in offered.choices:
        if str(one.organisation_id) == party and about in ("", str(one.about or "")):
            return one
    raise NotFound


async def made(
    request: AnyRequest, agreement_id: UUID, letter: str, asked: Mapping[str, str]
) -> Response[bytes]:
    """A letter as Word, for whom and about what is asked. Raises :class:`NotFound`."""
    by = signed_in(request)
    there = await writing(agreement_id, by, day(moment_of(request)))
    offered = next((one for one in there.offered if one.name == letter), None)
    if offered is None:
        raise NotFound
    choice = _choice(offered, asked.get("organisation", ""), asked.get("about", ""))
    names = {one.name: one for one in there.own}
    of = names.get(letter) or names.get(HOUSE_STYLE)
    made_now = await _written(letter, of, there, choice, by)
    view = there.told.whole.agreement
    name = f"{file_name(letter, view.short_title)}.docx"
    noted = {"template": of.title or of.name, "version": of.number} if of else {}
    thing = ("agreement", agreement_id)
    return await exported(request, view.keeper_id, thing, name, MEDIA["docx"], made_now, noted)


async def _written(
    letter: str, of: TemplateUsed | None, there: Writing, choice: Choice, by: Actor
) -> bytes:
    """A letter by the own template of who writes it; else by ours, in the own house style."""
    what = (there.told, choice, behalf(by), there.of)
    if of is not None and of.name == letter:
        said = await content(of.id, of.file, by=by)
        return await asyncio.to_thread(papers.letter, said, *what)
    ours = papers.template_of(Letter(letter))
    made = await asyncio.to_thread(papers.letter, ours, *what)
    if of is None:
        return made
    house, title = await house_read(of, by=by), there.told.whole.agreement.short_title
    return await asyncio.to_thread(dressed, made, house, title)


@get(
    page(*_LETTERS, "{letter:str}"),
    opt=_WRITES | asks(**ASKS),
)
async def letter(
    request: Request[Any, Any, Any], agreement_id: FromPath[UUID], letter: FromPath[str]
) -> Response[bytes]:
    """A letter as Word, filled in with what is recorded."""
    return await made(request, agreement_id, letter, request.query_params)


ROUTES: list[Any] = [letters, letter]
