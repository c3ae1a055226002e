"""Pages on which the commitments of a draft are added and changed, one at a time."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath
from msgspec.structs import replace

from governance.agreements.registering.queries import of_agreement as registered
from governance.base.actor import Actor
from governance.base.clock import day
from governance.base.errors import N_, Complaint, Refused
from governance.commitments import actions, queries, rules
from governance.commitments.agreed.queries import CommitmentView
from governance.commitments.choosing.queries import kinds_for
from governance.commitments.drafting.pages import drafted, only
from governance.commitments.editing.rules import (
    asked,
    divided,
    in_form,
    of_form,
    of_list,
    typed,
    without_weights_alone,
)
from governance.commitments.features.queries import features_for, region_of
from governance.commitments.forms import CommitmentPage, form_of
from governance.library.kinds.folders import kind_of, kinds
from governance.library.kinds.rules import OTHER
from governance.parties.choosing.queries import Asked, offered
from governance.web.acting import AnyRequest, acts, moment_of, needs, signed_in
from governance.web.addresses import page
from governance.web.body import Posted, posted
from governance.web.forms import Filled, again, filled
from governance.web.language import language_of
from governance.web.pages import redirect, render
from governance.web.reading import read_partly

SPARE_MILESTONES = 2
"""Empty rows under the milestones that are there."""
OTHER_KIND = N_(
    "You chose another kind. Something was filled in that it does not ask: that is not kept when "
    "you save again. Choose the kind from before to see it."
)
_ALL = page("agreements", "{agreement_id:uuid}", "commitments")
_ONE = page("agreements", "{agreement_id:uuid}", "commitments", "{commitment_id:uuid}")


async def _editing(
    request: AnyRequest,
    agreement_id: UUID,
    commitment_id: UUID | None,
    form: Filled | None = None,
    status: int = 200,
) -> Response[Any]:
    by = signed_in(request)
    agreement = await drafted(agreement_id, by)
    mine = None
    if commitment_id is not None:
        mine = only(agreement, await queries.of_agreement(agreement_id, by=by), commitment_id)
    shown = form or filled(_stored(mine) if mine else await _picked(request, agreement))
    kind = kind_of(str(shown.value("kind")))
    parties = await queries.parties_of(agreement_id, by=by)
    language = language_of(request)
    return render(
        request,
        "commitments/edit.html",
        status=status,
        agreement=agreement,
        commitment=mine,
        parties=parties,
        form=shown,
        milestones=shown.rows("milestones") + SPARE_MILESTONES,
        weights=(await features_for(agreement_id, by=by)).weights,
        rules=rules,
        kind_name=kind.name.told(language),
        explanation=kind.explanation.told(language),
        fields=asked(kind, language),
        kinds=[
            (one.key, one.name.told(language))
            for one in await kinds_for(agreement_id, by=by, also=kind.key)
        ],
        executors=await _executors(request, agreement, mine),
    )


async def _executors(
    request: AnyRequest, agreement: queries.AgreementSeen, mine: CommitmentView | None
) -> list[tuple[UUID, str]]:
    """The organisations that can carry it out: those near, and the one that does so now."""
    also = {mine.executor_organisation_id} if mine and mine.executor_organisation_id else set()
    near = Asked(agreement.keeper, also=also)
    today = day(moment_of(request))
    return [(one.id, one.name) for one in await offered(signed_in(request), near, today=today)]


def _stored(view: CommitmentView) -> dict[str, Any]:
    """A commitment as the fields of its form hold it."""
    values = dict(filled(form_of(view)).values)
    # A weight of 1 is left open, so that a row is empty once its other fields are.
    values["milestones"] = [
        {name: said for name, said in one.items() if (name, said) != ("weight", 1)}
        for one in values["milestones"]
    ]
    values["extra"] = in_form(kind_of(view.kind), view.extra)
    if view.enforceable is not None:
        values["enforceable"] = "yes" if view.enforceable else "no"
    return values


async def _picked(request: AnyRequest, agreement: queries.AgreementSeen) -> dict[str, str]:
    """A new commitment, with the part of a registered text that it is picked from."""
    kept, said = None, request.query_params.get("passage", "")
    if agreement.registration_id:
        kept = await registered(agreement.id, by=signed_in(request))
    place = int(said) if said.isdecimal() and len(said) < 6 else 0
    begun = {"nature": "result", "priority": "normal"}
    begun["kind"] = kind_of(request.query_params.get("kind", OTHER)).key
    if kept is None or not 0 < place <= len(kept.passages):
        return begun
    part = kept.passages[place - 1]
    return begun | {"title": part.title, "text": part.text}


async def _save(
    request: AnyRequest, agreement_id: UUID, commitment_id: UUID | None
) -> Response[Any]:
    by, place = signed_in(request), 0
    try:
        agreement = await drafted(agreement_id, by)
        form, unread = read_partly(await _posted(request, agreement_id, by), CommitmentPage)
        if form.act == "kind":
            shown = _carried(again(request, Refused([])))
            return await _editing(request, agreement_id, commitment_id, shown)
        form, wrong = _read(form)
        there = await queries.of_agreement(agreement_id, by=by)
        forms = [form_of(view) for view in there]
        if commitment_id is None:
            place = len(forms)
            forms.append(form.commitment())
        else:
            place = there.index(only(agreement, there, commitment_id))
            number = there[place].model_number
            forms[place] = replace(form.commitment(), key=there[place].key, model_number=number)
        told = of_list([*unread, *wrong], place)
        at = moment_of(request)
        await actions.set_commitments(
            agreement_id, forms, form.version, unread=told, not_case_data=form.not_case_data,
            by=by, at=at,
        )  # fmt: skip
    except Refused as refused:
        shown = again(request, of_form(refused, place))
        return await _editing(request, agreement_id, commitment_id, _carried(shown), 400)
    return redirect(page("agreements", agreement_id, "commitments"), N_("Commitment saved."))


async def _posted(request: AnyRequest, agreement_id: UUID, by: Actor) -> Posted:
    """What was sent; a weight that the page does not show makes no milestone by itself."""
    body = await posted(request)
    weights = (await features_for(agreement_id, by=by)).weights
    return body if weights else replace(body, values=without_weights_alone(body.values))


def _read(form: CommitmentPage) -> tuple[CommitmentPage, list[Complaint]]:
    """The form with the fields of its kind as values, and what of these cannot be read.

    Something typed for the kind that was shown before is not dropped unseen: it is told once.
    """
    own, strange = divided(kind_of(form.kind), form.extra)
    read, wrong = typed(kind_of(form.kind), own)
    if strange and form.kind in kinds():
        wrong.append(Complaint("kind", OTHER_KIND))
    return replace(form, extra=read), wrong


def _carried(shown: Filled) -> Filled:
    """What was typed for another kind goes along unseen, and comes back with that kind."""
    typed_now, left = shown.value("extra") or {}, shown.value("left") or {}
    own, rest = divided(kind_of(str(shown.value("kind"))), {**left, **typed_now})
    return replace(shown, values={**shown.values, "extra": own, "left": rest})


@get(page("agreements", "{agreement_id:uuid}", "commitments", "new"), opt=needs("commitment.set"))
async def new(request: Request[Any, Any, Any], agreement_id: FromPath[UUID]) -> Response[Any]:
    """The form of a new commitment, once its kind is chosen."""
    asks = request.query_params
    if "kind" in asks or "passage" in asks:
        return await _editing(request, agreement_id, None)
    by, language = signed_in(request), language_of(request)
    agreement = await drafted(agreement_id, by)
    choices = [
        (one.key, one.name.told(language), one.explanation.told(language))
        for one in await kinds_for(agreement_id, by=by)
    ]
    region = await region_of(agreement_id, by=by)
    return render(
        request,
        "commitments/kinds.html",
        agreement=agreement,
        kinds=choices,
        region=region if region and not region.features.kinds else None,
        form=filled({"kind": OTHER}),
    )


@post(_ALL, opt=acts(actions.set_commitments) | needs("commitment.set"))
async def add(request: Request[Any, Any, Any], agreement_id: FromPath[UUID]) -> Response[Any]:
    """Add a commitment to a draft."""
    return await _save(request, agreement_id, None)


@get(_ONE, opt=needs("commitment.set"))
async def edit(
    request: Request[Any, Any, Any], agreement_id: FromPath[UUID], commitment_id: FromPath[UUID]
) -> Response[Any]:
    """The form of one commitment of a draft."""
    return await _editing(request, agreement_id, commitment_id)


@post(_ONE, opt=acts(actions.set_commitments) | needs("commitment.set"))
async def save(
    request: Request[Any, Any, Any], agreement_id: FromPath[UUID], commitment_id: FromPath[UUID]
) -> Response[Any]:
    """Change one commitment of a draft."""
    return await _save(request, agreement_id, commitment_id)


ROUTES: list[Any] = [new, add, edit, save]
