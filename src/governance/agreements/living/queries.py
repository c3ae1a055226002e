"""Notices, requests to all parties and extensions of an agreement, for who takes part in it."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from msgspec import Struct

from governance.agreements.consenting.queries import RequestView, requests
from governance.agreements.noticing.queries import NoticeView, notices
from governance.agreements.rules import WORKFLOW, AgreementState
from governance.agreements.taking_part.now.queries import Bound, bound, may
from governance.agreements.visible.queries import TAKING_PART, visible_to
from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.errors import NotFound
from governance.base.views import fetch


class ExtensionView(Struct, frozen=True, rename="camel"):
    """An extension that came about."""

    ground: str
    from_on: date
    until: date | None


class Life(Struct, frozen=True, rename="camel"):
    """What happened in the life of an agreement. ``verbs``: what this reader may do now."""

    id: UUID
    version: int
    short_title: str
    state: str
    keeper_id: UUID
    ends_on: date | None
    end_event: str
    ended_because: str
    publication_reference: str
    parties: tuple[Bound, ...]
    notices: tuple[NoticeView, ...]
    requests: tuple[RequestView, ...]
    extensions: tuple[ExtensionView, ...]
    verbs: tuple[str, ...]


_AGREEMENT = f"""
select a.id, a.version, a.short_title, a.state, a.keeper as keeper_id, a.ends_on, a.end_event,
       a.ended_because, a.publication_reference, a.withdrawal_rule,
       a.entry_rule = 'publication' and a.published_on is null as unpublished
from agreement a where a.id = $3 and {TAKING_PART}"""  # noqa: S608 - constant text
_EXTENSIONS = "select ground, from_on, until from extension where agreement = $1 order by from_on"
_ASKS = "select agreement from consent_request where id = $1"
_NOTICED = "select agreement from termination_notice where id = $1"
_BY_KEEPER = ("record_event", "record_publication")
_BY_PARTIES = ("give_notice", "ask_consent", "record_consent")


async def life(agreement_id: UUID, *, by: Actor) -> Life:
    """The life of an agreement: 6 queries. :class:`NotFound` for who takes no part in it."""
    rows = await DATABASE.fetch(_AGREEMENT, *visible_to(by), agreement_id)
    if not rows:
        raise NotFound
    row = dict(rows[0])
    keeper, effect = row["keeper_id"], row.pop("withdrawal_rule")
    waits_for_publication = row.pop("unpublished")
    parties = await bound(agreement_id, keeper, by=by)
    holds_now = row["state"] == AgreementState.IN_FORCE
    return Life(
        **row,
        parties=tuple(parties),
        notices=await notices(agreement_id, keeper, effect, parties, holds_now, by),
        requests=await requests(agreement_id, keeper, parties, holds_now, by),
        extensions=tuple(await fetch(ExtensionView, _EXTENSIONS, agreement_id)),
        verbs=tuple(_verbs(row, parties, waits_for_publication, by)),
    )


def _verbs(row: dict[str, Any], parties: list[Bound], publishes: bool, by: Actor) -> list[str]:
    open_ = set(WORKFLOW.verbs(row["state"]))
    if not row["end_event"] or row["ended_because"]:
        open_.discard("record_event")
    if not publishes:
        open_.discard("record_publication")
    own = any(one.speaks and one.joined_on and not one.left_on for one in parties)
    mine = [verb for verb in _BY_PARTIES if verb in open_ and own]
    return mine + [v for v in _BY_KEEPER if v in open_ and may(v, by, row["keeper_id"])]


async def of_request(request_id: UUID, *, by: Actor) -> tuple[Life, RequestView]:
    """One request with the life that it stands in: 7 queries. Raises :class:`NotFound`."""
    whole = await _life_with(_ASKS, request_id, by)
    return whole, next(one for one in whole.requests if one.id == request_id)


async def of_notice(notice_id: UUID, *, by: Actor) -> tuple[Life, NoticeView]:
    """One notice with the life that it stands in: 7 queries. Raises :class:`NotFound`."""
    whole = await _life_with(_NOTICED, notice_id, by)
    return whole, next(one for one in whole.notices if one.id == notice_id)


async def _life_with(sql: str, of: UUID, by: Actor) -> Life:
    rows = await DATABASE.fetch(sql, of)
    if not rows:
        raise NotFound
    return await life(rows[0]["agreement"], by=by)
