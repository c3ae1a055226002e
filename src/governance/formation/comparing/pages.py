"""Pages on which two versions of a text are compared."""

from __future__ import annotations

import asyncio
from typing import Any
from uuid import UUID

from litestar import Request, Response, get
from litestar.params import FromPath
from markupsafe import Markup

from governance.agreements import queries as agreements
from governance.agreements.versions.queries import listed
from governance.base.errors import NotFound
from governance.base.names import file_name
from governance.documents.comparing.html import write_comparison
from governance.files.pages import exported
from governance.formation.comparing import papers
from governance.formation.negotiating.queries import accepted_between
from governance.library.looks.queries import house_of
from governance.web.acting import AnyRequest, needs, signed_in
from governance.web.addresses import page
from governance.web.describing import MEDIA
from governance.web.language import speaking
from governance.web.pages import redirect, render

_VERSIONS = ("agreements", "{agreement_id:uuid}", "versions")
_BOTH = (*_VERSIONS, "{number:int}", "compare", "{other:int}")
_READS = needs("agreement.read_versions")
_WRITERS = {"docx": papers.redline, "pdf": papers.changes}


@get(page(*_VERSIONS, "compare"), opt=_READS)
async def compare(request: Request[Any, Any, Any], agreement_id: FromPath[UUID]) -> Response[Any]:
    """To the comparison of the two versions that were chosen."""
    there = {str(one.number) for one in await listed(agreement_id, by=signed_in(request))}
    old, new = (request.query_params.get(name, "") for name in ("old", "new"))
    if not {old, new} <= there:
        return redirect(page("agreements", agreement_id, "versions"))
    here = page("agreements", agreement_id, "versions", int(old), "compare", int(new))
    return redirect(here)


@get(page(*_BOTH), opt=_READS)
async def comparison(
    request: Request[Any, Any, Any],
    agreement_id: FromPath[UUID],
    number: FromPath[int],
    other: FromPath[int],
) -> Response[Any]:
    """Two versions beside each other, article by article."""
    by = signed_in(request)
    view = await agreements.agreement(agreement_id, by=by)
    old, new = await papers.both(agreement_id, number, other, by=by)
    found = await asyncio.to_thread(papers.told, old, new)
    return render(
        request,
        "formation/comparison.html",
        agreement=view,
        old=min(number, other),
        new=max(number, other),
        # The writer escapes whatever was typed into the text.
        text=Markup(write_comparison(found, speaking.get(), level=2)),  # noqa: S704
    )


async def redlined(
    request: AnyRequest, agreement_id: UUID, number: int, other: int, form: str
) -> Response[bytes]:
    """What differs as Word with tracked changes (docx), or as a table of changes (pdf)."""
    by = signed_in(request)
    view = await agreements.agreement(agreement_id, by=by)
    old, new = await papers.both(agreement_id, number, other, by=by)
    if form not in _WRITERS:
        raise NotFound
    own = await house_of(view.keeper_id, by=by)
    numbers = sorted((number, other))
    accepted = await accepted_between(agreement_id, *numbers, by=by)
    written = await asyncio.to_thread(_WRITERS[form], old, new, view.keeper, own, accepted)
    plain = file_name(view.short_title, *(f"v{one}" for one in numbers))
    name = f"{plain}.{form}"
    thing = ("agreement", agreement_id)
    return await exported(request, view.keeper_id, thing, name, MEDIA[form], written)


@get(page(*_BOTH, "{form:str}"), opt=_READS)
async def redline(
    request: Request[Any, Any, Any],
    agreement_id: FromPath[UUID],
    number: FromPath[int],
    other: FromPath[int],
    form: FromPath[str],
) -> Response[bytes]:
    """What differs between two versions, as a file."""
    return await redlined(request, agreement_id, number, other, form)


ROUTES: list[Any] = [compare, comparison, redline]
