"""The page of one commitment as one party keeps it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, Response, get
from litestar.params import FromPath

from governance.base.actor import Actor
from governance.base.clock import day
from governance.base.permissions import may
from governance.commitments import rules
from governance.commitments.accepting.rules import why_not
from governance.commitments.audience.queries import may_choose
from governance.commitments.audience.rules import AUDIENCE_WORDS
from governance.commitments.connecting.queries import connections
from governance.commitments.evidence.queries import by_milestone, evidence_of, line_seen, may_keep
from governance.commitments.executing.queries import execution_of, may_execute
from governance.commitments.keeping import queries
from governance.commitments.keeping.accepting import pages as accepting
from governance.commitments.keeping.replanning import pages as replanning
from governance.commitments.keeping.replanning.pages import may_replan
from governance.commitments.kinds.papers import own
from governance.commitments.measuring import words as measuring_words
from governance.commitments.measuring.entering.queries import newest, owns
from governance.commitments.measuring.publishing.queries import of_line
from governance.commitments.priorities.rules import PRIORITY_WORDS
from governance.commitments.queries import seen_agreement
from governance.commitments.sharing.rules import Sight
from governance.parties import words
from governance.web.acting import AnyRequest, moment_of, needs, signed_in
from governance.web.addresses import page
from governance.web.language import language_of
from governance.web.pages import render


@get(page("commitments", "{line_id:uuid}"), opt=needs("commitment.read"))
async def line(request: Request[Any, Any, Any], line_id: FromPath[UUID]) -> Response[Any]:
    """One commitment as kept by one party: milestones, words, history."""
    by, today = signed_in(request), day(moment_of(request))
    view = await queries.line(line_id, by=by, today=today)
    of = await seen_agreement(view.agreement_id, by=by)
    owner = view.line.organisation_id
    opens = may(by, "report.read", own=owner, keeper=of.keeper, committee=of.committee)
    execution = await execution_of(line_id, by=by)
    running, mine = view.line.accepted_until, owns(owner, by=by)
    whole = view.line.sight == Sight.WHOLE
    accepts = not why_not(of.state, view.line.state or "lapsed") and may(
        by, "commitment.accept_delay", committee=of.committee
    )
    return render(
        request,
        "commitments/line.html",
        view=view,
        rules=rules,
        own=own(view.commitment, language_of(request)),
        execution=execution,
        may_execute=may_execute(execution, by),
        audiences=AUDIENCE_WORDS,
        priorities=PRIORITY_WORDS,
        chooses=may_choose(owner, by),
        **(await _evidence(request, line_id, by) if whole else _NO_EVIDENCE),
        reports=opens,
        aimed=await connections(view.agreement_id, view.commitment.id, by=by, today=today),
        words=words,
        measured=await newest(line_id, by=by, today=today)
        if mine
        else await of_line(view.commitment.id, owner, by=by),
        own_values=mine,
        measuring_words=measuring_words,
        accepts=accepts,
        ends_delay=accepts and running is not None and running > today,
        replans=not why_not(of.state, view.line.state or "lapsed") and may_replan(of, by),
    )


_NO_EVIDENCE: dict[str, Any] = {"evidence": None, "evidence_for": {}, "adds_evidence": False}
"""Of what it shows of the evidence to who does not see all of the line."""


async def _evidence(request: AnyRequest, line_id: UUID, by: Actor) -> dict[str, Any]:
    """The evidence of a line, that of each milestone, and whether one may add to it."""
    found = await evidence_of(line_id, by=by, language=language_of(request))
    adds = may_keep(await line_seen(line_id, by=by), "evidence.add", by)
    return {"evidence": found, "evidence_for": by_milestone(found), "adds_evidence": adds}


ROUTES: list[Any] = [line, *accepting.ROUTES, *replanning.ROUTES]
