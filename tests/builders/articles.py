"""Builders of articles that can be found: put up for decision, fixed to negotiate upon."""

from __future__ import annotations

from uuid import UUID

from tests.builders import agreements as build
from tests.builders.parties import Cast

from governance.agreements.actions import put_up_for_decision
from governance.agreements.forms import ArticleText
from governance.agreements.versions.actions import begin, freeze
from governance.base.actor import Actor, Role
from governance.base.database import DATABASE

TEXT = (
    "1. De gemeenten wijzen een coördinator aan voor slachtoffers.\n"
    "2. Partijen dragen de kosten naar rato; het convenant regelt <b>niets</b> over R&D."
)


def article(
    text: str = TEXT, number: int = 1, title: str = "Coördinatie", key: str = "zorg"
) -> ArticleText:
    return ArticleText(number, key, title, text)


async def put_up(people: Cast, *articles: ArticleText, **fields: str) -> UUID:
    made = await build.drafted(people, **fields)
    by = people.administrator
    await put_up_for_decision(made, build.text(), list(articles), None, by=by, at=build.AT)
    return made


async def negotiated(made: UUID, *articles: ArticleText) -> None:
    """The open version fixed to negotiate upon, and the next one begun."""
    row = await freeze(made, build.text(), list(articles), "test", build.AT, negotiation="Ronde")
    await begin(made, row["version"] + 1, "{}", None, build.AT)


async def in_region(people: Cast) -> Actor:
    """Somebody of another municipality in the region, which takes no part."""
    [row] = await DATABASE.fetch('select "grouping" from committee where id = $1', people.committee)
    [role] = people.outsider.roles
    held = Role(role.id, role.kind, role.organisation_id, None, regions=(row["grouping"],))
    return Actor(people.outsider.person_id, people.outsider.function, (held,))
