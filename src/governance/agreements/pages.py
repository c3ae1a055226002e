"""Pages of agreements: the list, one agreement, its terms."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

import msgspec
from litestar import Request, Response, get, post
from litestar.params import FromPath

from governance.agreements import actions, queries, words
from governance.agreements.advising import pages as advising
from governance.agreements.advising import words as chain_words
from governance.agreements.advising.queries import chains_of
from governance.agreements.amending.listing.queries import related
from governance.agreements.choosing import pages as choosing
from governance.agreements.deciding import pages as deciding
from governance.agreements.finding import pages as finding
from governance.agreements.forms import TermsForm
from governance.agreements.registering.queries import of_agreement as registered
from governance.agreements.removing import pages as removing
from governance.agreements.rules import WORKFLOW, AgreementState, EntryRule, ExtensionRule
from governance.agreements.scans import pages as scans
from governance.agreements.sharing import pages as sharing
from governance.agreements.steps.actions import takes_part
from governance.agreements.steps.pages import stepping
from governance.agreements.taking_back import pages as taking_back
from governance.agreements.taking_part.queries import PartyView
from governance.agreements.telling.rules import Told, told
from governance.audit.queries import Act, history
from governance.audit.rules import Doer, doer
from governance.base.actor import Actor
from governance.base.clock import day
from governance.base.errors import N_, NotFound, Refused
from governance.base.permissions import TABLE, may, somewhere
from governance.identity.queries import functions_of
from governance.web.acting import AnyRequest, acts, moment_of, needs, signed_in
from governance.web.addresses import page
from governance.web.forms import Filled, again, filled
from governance.web.pages import number_of, redirect, render
from governance.web.reading import handed_in

_ONE = "{agreement_id:uuid}"


@get(page("agreements"), opt=needs("agreement.read"))
async def agreements(request: Request[Any, Any, Any]) -> Response[Any]:
    """The agreements that the reader sees, by title; search and state stand in the address."""
    by = signed_in(request)
    search, state = (request.query_params.get(name, "") for name in ("search", "state"))
    if state not in {"", *AgreementState}:
        raise NotFound
    found = await queries.listed(by, search=search, state=state, page=number_of(request))
    return render(
        request,
        "agreements/list.html",
        block="found",
        found=found,
        form=filled({"search": search, "state": state}),
        base=page("agreements", search=search, state=state) + ("&" if search or state else "?"),
        drafts=somewhere(by, "agreement.begin"),
        words=words,
    )


@get(page("agreements", _ONE), opt=needs("agreement.read"))
async def agreement(request: Request[Any, Any, Any], agreement_id: FromPath[UUID]) -> Response[Any]:
    """One agreement: state, terms, parties with their next step, dates and history."""
    by = signed_in(request)
    view = await queries.agreement(agreement_id, by=by)
    acts_done = await history(agreement_id, by=by, verbs=words.ACT_WORDS)
    parties = await queries.parties(agreement_id, by=by)
    registration = await registered(agreement_id, by=by) if view.registration_id else None
    people = await functions_of({act.actor_id for act in acts_done if not act.function})
    return render(
        request,
        "agreements/one.html",
        agreement=view,
        registration=registration,
        put_up_on=day(view.frozen_at) if view.frozen_at else None,
        parties=parties,
        chains=await chains_of(view, parties, by=by, today=day(moment_of(request))),
        chain_words=chain_words,
        related=await related(agreement_id, by=by),
        history=[(act, _by(act, people), *_about(act)) for act in reversed(acts_done)],
        rounds=_opens_rounds(view, by),
        trail=_reads_trail(view, by, parties),
        remarks=_remarks(view, by, parties),
        letters=_writes_letters(view, by, parties),
        words=words,
    )


def _reads_trail(view: queries.AgreementView, by: Actor, parties: list[PartyView]) -> bool:
    """Whether this reader may open the trail of the agreement."""
    on = {"keeper": view.keeper_id, "committee": view.committee_id}
    return may(by, "trail.of_agreement", **on) or any(
        may(by, "trail.of_agreement", party=one.organisation_id) for one in parties
    )


def _writes_letters(view: queries.AgreementView, by: Actor, parties: list[PartyView]) -> bool:
    """Whether this reader makes letters about it."""
    bodies = [one.organisation_id for one in parties]
    return takes_part(by, TABLE["agreement.write_letters"].who, view.keeper_id, bodies)


def _remarks(view: queries.AgreementView, by: Actor, parties: list[PartyView]) -> bool:
    """Whether this reader makes remarks upon it: while it is a draft."""
    bodies = [one.organisation_id for one in parties]
    makes = takes_part(by, WORKFLOW.who("remark"), view.keeper_id, bodies)
    return makes and view.state == AgreementState.DRAFT and not view.registration_id


def _by(act: Act, people: Mapping[UUID, str]) -> Doer:
    """Who did something of the history, and for whom."""
    now = people.get(act.actor_id, "")
    return doer(act.function, act.stands_in_for, act.on_behalf_of, now)


def _about(act: Act) -> tuple[str, str, list[Told]]:
    """Which party and authority an act was about, what was decided, and what it changed."""
    said = msgspec.json.decode(act.changes)
    named = ", ".join(str(said[name]) for name in ("organisation", "authority") if name in said)
    outcome = said.get("outcome") or said.get("after", {}).get("outcome", "")
    return named, str(outcome), list(told(act.verb, said))


def _opens_rounds(view: queries.AgreementView, by: Actor) -> bool:
    """Whether this reader may open a report round: its committee, or who keeps it."""
    opens = may(by, "round.open_round", keeper=view.keeper_id, committee=view.committee_id)
    return view.committee_id is not None and opens


async def _terms_page(
    request: AnyRequest, agreement_id: UUID, form: Filled | None = None
) -> Response[Any]:
    view = await stepping(agreement_id, "change_terms", signed_in(request))
    names = [f.encode_name for f in msgspec.structs.fields(TermsForm)]
    kept = {n: v for n, v in msgspec.to_builtins(view).items() if n in names}
    return render(
        request,
        "agreements/terms.html",
        status=400 if form else 200,
        agreement=view,
        form=form or filled(kept, entryDate=view.entry_date),
        extensions=[(kind, words.EXTENSION_WORDS[kind]) for kind in ExtensionRule],
        entries=[(kind, words.ENTRY_WORDS[kind]) for kind in EntryRule],
        effects=list(words.WITHDRAWAL_WORDS.items()),
    )


@get(page("agreements", _ONE, "terms"), opt=needs("agreement.change_terms"))
async def terms(request: Request[Any, Any, Any], agreement_id: FromPath[UUID]) -> Response[Any]:
    """The form of title and terms of a draft."""
    return await _terms_page(request, agreement_id)


@post(
    page("agreements", _ONE, "terms"),
    opt=acts(actions.change_terms) | needs("agreement.change_terms"),
)
async def change_terms(
    request: Request[Any, Any, Any], agreement_id: FromPath[UUID]
) -> Response[Any]:
    """Change title and terms of a draft."""
    by = signed_in(request)
    try:
        form, unread = await handed_in(request, TermsForm)
        await actions.change_terms(
            agreement_id, form, form.version, unread=unread, by=by, at=moment_of(request)
        )
    except Refused as refused:
        return await _terms_page(request, agreement_id, again(request, refused))
    return redirect(page("agreements", agreement_id), N_("The terms were saved."))


ROUTES: list[Any] = [
    agreements, agreement, terms, change_terms,
    *advising.ROUTES,
    *choosing.ROUTES,
    *deciding.ROUTES,
    *finding.ROUTES,
    *removing.ROUTES,
    *scans.ROUTES,
    *sharing.ROUTES,
    *taking_back.ROUTES,
]  # fmt: skip
