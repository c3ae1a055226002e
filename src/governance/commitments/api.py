"""Commitments for machines."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, put
from litestar.params import FromPath

from governance.base.actor import Actor
from governance.base.clock import day
from governance.commitments import actions, queries
from governance.commitments.agreed.queries import CommitmentView
from governance.commitments.forms import CommitmentsForm
from governance.web.acting import acts, moment_of, needs, signed_in
from governance.web.addresses import api
from governance.web.describing import takes
from governance.web.reading import handed_in
from governance.web.tags import tagged


@get(api("agreements", "{agreement_id:uuid}", "commitments"), opt=needs("agreement.read"))
async def of_agreement(
    request: Request[Any, Any, Any], agreement_id: FromPath[UUID]
) -> Response[list[CommitmentView]]:
    """The commitments of an agreement; the tag is the agreement's."""
    return await owed(agreement_id, signed_in(request))


async def owed(agreement_id: UUID, by: Actor) -> Response[list[CommitmentView]]:
    """The commitments, with the version that the next change of them must name."""
    found = await queries.of_agreement(agreement_id, by=by)
    return tagged(found, (await queries.seen_agreement(agreement_id, by=by)).version)


@put(
    api("agreements", "{agreement_id:uuid}", "commitments"),
    opt=acts(actions.set_commitments) | takes(CommitmentsForm) | needs("commitment.set"),
)
async def set_commitments(
    request: Request[Any, Any, Any], agreement_id: FromPath[UUID]
) -> Response[list[CommitmentView]]:
    """Replace the commitments of a draft; ``version`` is the agreement's."""
    by = signed_in(request)
    form, unread = await handed_in(request, CommitmentsForm)
    await actions.set_commitments(
        agreement_id, form.commitments, form.version, unread=unread,
        not_case_data=form.not_case_data, by=by, at=moment_of(request),
    )  # fmt: skip
    return await owed(agreement_id, by)


@get(api("agreements", "{agreement_id:uuid}", "standings"), opt=needs("agreement.read"))
async def standings(
    request: Request[Any, Any, Any], agreement_id: FromPath[UUID]
) -> list[queries.LineShown]:
    """Every commitment of every party with how it stands today."""
    today = day(moment_of(request))
    return await queries.lines(agreement_id, by=signed_in(request), today=today)


ROUTES: list[Any] = [of_agreement, set_commitments, standings]
