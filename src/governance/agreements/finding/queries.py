"""The articles in which somebody finds words, in the newest text that may be read."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from msgspec import Struct

from governance.agreements.finding.rules import (
    BEGIN,
    END,
    Lacking,
    Piece,
    lacking,
    pieces,
)
from governance.agreements.visible.queries import VISIBLE, visible_to
from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.searching import readable

PAGE_SIZE = 20
_ASKED = "websearch_to_tsquery('dutch', $3)"
_ASKS = f"querytree({_ASKED}) not in ('', 'T')"
"""Whether something must be there: it is no word of every text, and not only left out."""
_MARKS = f"StartSel={BEGIN}, StopSel={END}"
_PARTS = f'{_MARKS}, MaxFragments=2, MinWords=10, MaxWords=30, ShortWord=0, FragmentDelimiter=" … "'


def _to_read(version: str) -> str:
    """Whether a version is one that is read: put up for decision, signed elsewhere, or of a
    draft, which only who takes part sees, fixed to negotiate upon."""
    return f"""{version}.frozen_at is not null
    and ({version}.frozen_for in ('decision', 'evidence') or a.state = 'draft')"""


def _marked(column: str, how: str) -> str:
    plain = f"translate({column}, '{BEGIN}{END}', '')"
    return f"ts_headline('dutch', {plain}, {_ASKED}, '{how}')"


STATEMENT = f"""
with hit as materialized (
  select t.id, ts_rank(t.searched, {_ASKED}) as rank, a.sort_key, a.id as agreement, t.number
  from article t
  join agreement_version v on v.id = t.agreement_version
  join agreement a on a.id = v.agreement
  where t.searched @@ {_ASKED} and {_ASKS} and {VISIBLE} and {_to_read("v")} and not exists (
    select from agreement_version w
    where w.agreement = a.id and w.number > v.number and {_to_read("w")})
), shown as (
  select id, row_number() over (order by rank desc, sort_key, agreement, number) as place
  from hit order by place limit $4
  offset least($5, (select greatest(count(*) - 1, 0) / $4 * $4 from hit))
)
select n.total, n.asks, s.* from (
  select count(*)::int as total, {_ASKS} as asks from hit
) n left join (
  select s.place, a.id as agreement_id, a.short_title, a.state, a.ended_because,
    v.number as text_version, t.number, t.key,
    {_marked("t.title", f"{_MARKS}, HighlightAll=true")} as title,
    {_marked("t.text", _PARTS)} as text
  from shown s join article t on t.id = s.id
  join agreement_version v on v.id = t.agreement_version
  join agreement a on a.id = v.agreement
) s on true order by s.place"""  # noqa: S608 - constant text


class FoundArticle(Struct, frozen=True, rename="camel"):
    """An article with the words that were found, in the newest text of its agreement that the
    reader may read. ``title`` and ``text`` in pieces; of the text only what stands round them."""

    agreement_id: UUID
    short_title: str
    state: str
    ended_because: str
    text_version: int
    number: int
    key: str
    title: tuple[Piece, ...]
    text: tuple[Piece, ...]


class FoundArticles(Struct, frozen=True, rename="camel"):
    """One page of what was found, best first. ``lacking``: why nothing can be found: empty,
    short (no word of two letters) or common (only words such as "de")."""

    articles: tuple[FoundArticle, ...]
    total: int
    page: int
    pages: int
    lacking: str


async def found(search: str, page: int = 1, *, by: Actor) -> FoundArticles:
    """The articles that hold what is searched for, of what somebody may read: 1 query.

    Words are found in any of their forms, "between quotes" side by side, -without one. A page
    that is not there is the last.
    """
    wanted = readable(search)
    if lacks := lacking(wanted):
        return FoundArticles((), 0, 1, 1, lacks)
    values = statement_values(wanted, page, by)
    rows = await DATABASE.fetch(STATEMENT, *values)
    total = rows[0]["total"]
    pages = max(1, -(-total // PAGE_SIZE))
    articles = tuple(_view(row) for row in rows if row["place"] is not None)
    lacks = Lacking.NOTHING if rows[0]["asks"] else Lacking.COMMON
    return FoundArticles(articles, total, min(max(1, page), pages), pages, lacks)


def statement_values(wanted: str, page: int, by: Actor) -> tuple[Any, ...]:
    """What stands in ``STATEMENT``."""
    return (*visible_to(by), wanted, PAGE_SIZE, (max(1, page) - 1) * PAGE_SIZE)


def _view(row: Any) -> FoundArticle:
    values = {name: row[name] for name in FoundArticle.__struct_fields__}
    return FoundArticle(
        **{**values, "title": pieces(values["title"]), "text": pieces(values["text"])}
    )
