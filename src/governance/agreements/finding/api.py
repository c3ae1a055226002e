"""The text of agreements searched, for machines."""

from __future__ import annotations

from typing import Any

from litestar import Request, get

from governance.agreements.finding import queries
from governance.web.acting import needs, signed_in
from governance.web.addresses import api
from governance.web.describing import asks
from governance.web.pages import number_of


@get(
    api("agreements", "articles"),
    opt=asks(
        search='Words in any form, "side by side", -without.',
        page="Which page, from 1; too far is the last.",
    )
    | needs("agreement.read"),
)
async def found_articles(request: Request[Any, Any, Any]) -> queries.FoundArticles:
    """One page of the articles in which words are found, of the texts that the caller may read."""
    search = request.query_params.get("search", "")
    return await queries.found(search, number_of(request), by=signed_in(request))


ROUTES: list[Any] = [found_articles]
