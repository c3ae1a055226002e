"""The letters about an agreement for machines."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, Response, get
from litestar.params import FromPath
from msgspec import Struct

from governance.base.clock import day
from governance.formation.letters.pages import ASKS, made, recorded_said, writing
from governance.web.acting import moment_of, needs, signed_in
from governance.web.addresses import api
from governance.web.describing import asks

_LETTERS = ("agreements", "{agreement_id:uuid}", "letters")
_WRITES = needs("agreement.write_letters")


class LetterFor(Struct, frozen=True, rename="camel"):
    """For whom a letter can be made. ``about``: the notice or request that it is of, ``said`` what
    that is; ``draft``: no notice is recorded, so its days are those of a notice of today."""

    organisation_id: UUID
    organisation: str
    about: UUID | None = None
    said: str = ""
    draft: bool = False


class LetterListed(Struct, frozen=True, rename="camel"):
    """A letter that can be made now, and for whom: for nobody where it is to all."""

    letter: str
    title: str
    parties: list[LetterFor]


@get(api(*_LETTERS), opt=_WRITES)
async def letters(
    request: Request[Any, Any, Any], agreement_id: FromPath[UUID]
) -> list[LetterListed]:
    """The letters that can be made now."""
    there = await writing(agreement_id, signed_in(request), day(moment_of(request)))
    return [
        LetterListed(
            one.name,
            one.title,
            [
                LetterFor(
                    who.organisation_id,
                    who.organisation,
                    who.about,
                    recorded_said(who, there.told) if who.about else "",
                    who.draft,
                )
                for who in one.choices
                if who.organisation_id
            ],
        )
        for one in there.offered
    ]


@get(
    api(*_LETTERS, "{letter:str}"),
    opt=_WRITES | asks(**ASKS),
)
async def letter(
    request: Request[Any, Any, Any], agreement_id: FromPath[UUID], letter: FromPath[str]
) -> Response[bytes]:
    """A letter as Word, filled in with what is recorded."""
    return await made(request, agreement_id, letter, request.query_params)


ROUTES: list[Any] = [letters, letter]
