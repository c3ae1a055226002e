"""The page on which the commitments of the model are taken over, with the parties of the text."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath

from governance.agreements.steps.pages import stepping
from governance.base.errors import N_
from governance.formation import actions, queries
from governance.formation.forms import TakeForm, Taken
from governance.formation.owning.rules import differing
from governance.formation.texts.papers import answers_of
from governance.library.promises import promised
from governance.web.acting import acts, moment_of, needs, signed_in
from governance.web.addresses import page
from governance.web.forms import filled
from governance.web.pages import redirect, render
from governance.web.reading import read_form

_MODELS = page("agreements", "{agreement_id:uuid}", "commitments", "models")
TAKEN = N_("{added} commitments of the model are added; there are {number} now.")
GIVEN = N_(
    "{added} commitments of the model are added; there are {number} now. To the parties of the "
    "text went: {given}."
)
LEFT = N_(
    "{added} commitments of the model are added; there are {number} now. Left out, because no "
    "party that signs can owe them yet: {left}. Choose the parties and fill in the text, then "
    "take them again."
)


@get(_MODELS, opt=needs("commitment.set"))
async def taking_over(
    request: Request[Any, Any, Any], agreement_id: FromPath[UUID]
) -> Response[Any]:
    """What the model adds to the commitments, and which of them other parties owe by the text."""
    by = signed_in(request)
    await stepping(agreement_id, "set_parties", by)
    whole = await queries.forming(agreement_id, by=by)
    answers = answers_of(whole)
    there = {view.key for view in whole.commitments}
    found = list(differing(whole, answers))
    lacking = [one for one in promised(whole.model, answers) if one.key not in there]
    return render(
        request,
        "formation/taking_over.html",
        agreement=whole.agreement,
        form=filled({"given": [one.key for one in found]}),
        differing=found,
        new=[one for one in lacking if one.owners],
        unowed=[one for one in lacking if not one.owners],
    )


@post(_MODELS, opt=acts(actions.take_commitments) | needs("commitment.set"))
async def take_commitments(
    request: Request[Any, Any, Any], agreement_id: FromPath[UUID]
) -> Response[Any]:
    """Take the commitments of the model, with the parties that owe them."""
    form = await read_form(request, TakeForm)
    by, at = signed_in(request), moment_of(request)
    taken = await actions.take_commitments(agreement_id, form.version, form.given, by=by, at=at)
    return _told(agreement_id, taken)


def _told(agreement_id: UUID, taken: Taken) -> Response[Any]:
    """Back to the commitments, with what came of it."""
    left, given = "; ".join(taken.left), "; ".join(taken.given)
    said, tone = (LEFT, "warning") if left else (GIVEN if given else TAKEN, "good")
    return redirect(
        page("agreements", agreement_id, "commitments"),
        said, tone=tone, added=taken.added, number=taken.number, left=left, given=given,
    )  # fmt: skip


ROUTES: list[Any] = [taking_over, take_commitments]
