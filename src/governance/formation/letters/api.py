"""The letters about an agreement for machines."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, Response, get
from litestar.params import FromPath
from msgspec import Struct

from governance.formation.letters.pages import letters_of, made, own_of, writing
from governance.web.acting import needs, signed_in
from governance.web.addresses import api
from governance.web.describing import asks

_LETTERS = ("agreements", "{agreement_id:uuid}", "letters")
_WRITES = needs("agreement.write_letters")


class LetterListed(Struct, frozen=True, rename="camel"):
    """A letter that can be made."""

    letter: str
    title: str


@get(api(*_LETTERS), opt=_WRITES)
async def letters(
    request: Request[Any, Any, Any], agreement_id: FromPath[UUID]
) -> list[LetterListed]:
    """The letters that can be made."""
    by = signed_in(request)
    whole = await writing(agreement_id, by)
    there = letters_of(await own_of(whole, by))
    return [LetterListed(name, title) for name, title in there.items()]


@get(
    api(*_LETTERS, "{letter:str}"),
    opt=_WRITES | asks(organisation="The party that it is to, or from."),
)
async def letter(
    request: Request[Any, Any, Any], agreement_id: FromPath[UUID], letter: FromPath[str]
) -> Response[bytes]:
    """A letter as Word, filled in with what is recorded."""
    party = request.query_params.get("organisation", "")
    return await made(request, agreement_id, letter, party)


ROUTES: list[Any] = [letters, letter]
