"""Pages of the checklist: all points by their set, and one point to answer."""

from __future__ import annotations

from collections import Counter
from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath

from governance.agreements import queries as agreements
from governance.agreements.steps.pages import may_step
from governance.agreements.when.rules import why_never
from governance.base.errors import N_, Refused, WrongState
from governance.formation import queries as formation
from governance.formation.checklist import actions, queries, words
from governance.formation.checklist.forms import PointForm
from governance.library.checklists import saying
from governance.library.checklists.judging.rules import points
from governance.library.checklists.rules import Point
from governance.web.acting import AnyRequest, acts, moment_of, needs, signed_in
from governance.web.addresses import page
from governance.web.forms import Filled, again, filled
from governance.web.pages import redirect, render
from governance.web.reading import handed_in

_ONE = "{agreement_id:uuid}"
_POINT = page("agreements", _ONE, "checklist", "{rule:str}")
_VERB = "answer_checklist"


@get(page("agreements", _ONE, "checklist"), opt=needs("agreement.read"))
async def checklist(request: Request[Any, Any, Any], agreement_id: FromPath[UUID]) -> Response[Any]:
    """Every point with its state; of a text that was put up, as it was judged on that day."""
    by, version = signed_in(request), request.query_params.get("version", "")
    view = await agreements.agreement(agreement_id, by=by)
    if why := why_never(_VERB, view.model_key):
        raise WrongState(_VERB, view.state, why, page("agreements", view.id))
    found = await queries.seen(view, by=by, version=version)
    return render(
        request,
        "formation/checklist.html",
        agreement=view,
        found=found,
        counts=Counter(point.state.value for point in points(found.sets)),
        others=[n for n in await queries.kept_with(agreement_id) if n != _shown(found)],
        answers=_VERB in view.verbs and found.judged_on is None,
        words=words,
        saying=saying,
    )


def _shown(found: queries.Checklist) -> int | None:
    """The version whose checklist is shown as it was kept."""
    return found.text_version if found.judged_on else None


async def _point_page(
    request: AnyRequest, agreement_id: UUID, rule: str, form: Filled | None = None
) -> Response[Any]:
    by = signed_in(request)
    whole = await formation.forming(agreement_id, by=by)
    may_step(whole.agreement, _VERB, by)
    of, point = queries.point_of(await queries.of_draft(whole), rule)
    return render(
        request,
        "formation/checklist_point.html",
        status=400 if form else 200,
        agreement=whole.agreement,
        of=of,
        point=point,
        form=form or _kept(point),
        words=words,
        saying=saying,
    )


def _kept(point: Point) -> Filled:
    """What was answered, as the form holds it; nothing is chosen before anybody answered."""
    if point.answer is None:
        return filled({"version": 0})
    one = point.answer
    said = {"outcome": one.outcome, "reason": one.reason, "restsOn": one.rests_on}
    return filled(said | {"version": point.version}, decidedOn=one.on)


@get(_POINT, opt=needs("agreement.answer_checklist"))
async def point(
    request: Request[Any, Any, Any], agreement_id: FromPath[UUID], rule: FromPath[str]
) -> Response[Any]:
    """One point: what is asked and why, where it was found, and the form to answer it."""
    return await _point_page(request, agreement_id, rule)


@post(_POINT, opt=acts(actions.answer_checklist) | needs("agreement.answer_checklist"))
async def answer(
    request: Request[Any, Any, Any], agreement_id: FromPath[UUID], rule: FromPath[str]
) -> Response[Any]:
    """Answer a point of the checklist."""
    by, at = signed_in(request), moment_of(request)
    try:
        form, unread = await handed_in(request, PointForm)
        await actions.answer_checklist(agreement_id, rule, form, unread=unread, by=by, at=at)
    except Refused as refused:
        return await _point_page(request, agreement_id, rule, again(request, refused))
    at_point = f"{page('agreements', agreement_id, 'checklist')}#{rule}"
    return redirect(at_point, N_("The answer was saved."))


ROUTES: list[Any] = [checklist, point, answer]
