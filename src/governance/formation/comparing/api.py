"""Two versions of a text compared, for machines."""

from __future__ import annotations

import asyncio
from typing import Any
from uuid import UUID

from litestar import Request, Response, get
from litestar.params import FromPath

from governance.documents.comparing.changes import Comparison
from governance.formation.comparing import papers
from governance.formation.comparing.pages import redlined
from governance.web.acting import needs, signed_in
from governance.web.addresses import api

_BOTH = ("agreements", "{agreement_id:uuid}", "versions", "{number:int}", "compare", "{other:int}")
_READS = needs("agreement.read_versions")


@get(api(*_BOTH), opt=_READS)
async def comparison(
    request: Request[Any, Any, Any],
    agreement_id: FromPath[UUID],
    number: FromPath[int],
    other: FromPath[int],
) -> Comparison:
    """Two versions beside each other, article by article and line by line."""
    old, new = await papers.both(agreement_id, number, other, by=signed_in(request))
    return await asyncio.to_thread(papers.told, old, new)


@get(api(*_BOTH, "{form:str}"), opt=_READS)
async def redline(
    request: Request[Any, Any, Any],
    agreement_id: FromPath[UUID],
    number: FromPath[int],
    other: FromPath[int],
    form: FromPath[str],
) -> Response[bytes]:
    """What differs: Word with tracked changes (``docx``), or a table of changes (``pdf``)."""
    return await redlined(request, agreement_id, number, other, form)


ROUTES: list[Any] = [comparison, redline]
