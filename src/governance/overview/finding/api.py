"""One search over the network, for machines."""

from __future__ import annotations

from typing import Any

from litestar import Request, get

from governance.base.clock import day
from governance.base.words import translate
from governance.overview.finding import queries
from governance.parties.words import FUNCTION_WORDS
from governance.web.acting import moment_of, needs, signed_in
from governance.web.addresses import api
from governance.web.describing import asks
from governance.web.language import language_of


@get(api("network"), opt=needs("register.read") | asks(search="Beginnings of words."))
async def network(request: Request[Any, Any, Any]) -> list[queries.Found]:
    """What is found in the network by beginnings of words; of each kind 20 at most."""
    by, today = signed_in(request), day(moment_of(request))
    search = request.query_params.get("search", "").strip()[:200]
    language = language_of(request)
    named = {kind: translate(language, word) for kind, word in FUNCTION_WORDS.items()}
    return await queries.found(search, named, by=by, today=today)


ROUTES: list[Any] = [network]
