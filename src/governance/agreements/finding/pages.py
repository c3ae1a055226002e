"""The page on which the text of agreements is searched."""

from __future__ import annotations

from typing import Any

from litestar import Request, Response, get

from governance.agreements import words
from governance.agreements.finding import queries
from governance.agreements.finding.queries import FoundArticle
from governance.agreements.rules import AgreementState
from governance.base.searching import readable
from governance.web.acting import needs, signed_in
from governance.web.addresses import page
from governance.web.forms import filled
from governance.web.pages import number_of, render


def _where(one: FoundArticle) -> str:
    """The address at which an article is read: of a draft the version that was fixed."""
    draft = one.state == AgreementState.DRAFT
    parts = ("versions", one.text_version) if draft else ("preview",)
    return f"{page('agreements', one.agreement_id, *parts)}#art-{one.key}"


@get(page("agreements", "articles"), opt=needs("agreement.read"))
async def found_articles(request: Request[Any, Any, Any]) -> Response[Any]:
    """The articles in which words are found; what is searched for stands in the address."""
    search = readable(request.query_params.get("search", ""))
    found = await queries.found(search, number_of(request), by=signed_in(request))
    return render(
        request,
        "agreements/finding.html",
        block="found",
        found=found,
        articles=[(one, _where(one)) for one in found.articles],
        form=filled(search=search),
        base=page("agreements", "articles", search=search) + ("&" if search else "?"),
        words=words,
    )


ROUTES: list[Any] = [found_articles]
