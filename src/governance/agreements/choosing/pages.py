"""The page on which the parties of a draft are chosen, with their authorities."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from typing import Any, TypeAlias
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath
from msgspec import UNSET, Struct
from msgspec.structs import replace

from governance.agreements import actions, queries, words
from governance.agreements.choosing.rules import (
    Choice,
    choices,
    chosen,
    lost_of,
    on_list,
    placed,
    ticked,
)
from governance.agreements.forms import AuthorityForm, PartiesPage, PartyForm, PartyRow
from governance.agreements.registering.queries import of_agreement
from governance.agreements.rules import SIGNING, Participation
from governance.agreements.steps.pages import stepping
from governance.agreements.taking_part.queries import PartyView
from governance.base.actor import Actor
from governance.base.clock import day
from governance.base.errors import N_, Refused
from governance.parties.choosing.queries import FEW, Asked, offered
from governance.parties.queries import AuthorityView, OrganisationView, authorities, there
from governance.web.acting import AnyRequest, acts, moment_of, needs, signed_in
from governance.web.addresses import page
from governance.web.forms import Filled, again, filled
from governance.web.pages import redirect, render
from governance.web.reading import handed_in

SPARE_ROWS = 5
"""Empty rows under the parties that are there."""
UNREAD = UUID(int=0)
"""Stands for an organisation that could not be read: no organisation has this id."""
LOST = N_(
    "The parties were saved. Of a body that does not act for its party any more, and so left "
    "out with its function: {lost}."
)
Row: TypeAlias = dict[str, Any]
"""A row of the page as a form carries it."""
_BODIES = ("organisationId", "actingBodyId")
_PARTIES = page("agreements", "{agreement_id:uuid}", "parties")


async def _page(
    request: AnyRequest, agreement_id: UUID, form: Filled | None = None, status: int = 0
) -> Response[Any]:
    by = signed_in(request)
    view = await stepping(agreement_id, "set_parties", by)
    standing = {"parties": [_row(party) for party in await queries.parties(view.id, by=by)]}
    shown = form or filled(standing, version=view.version)
    known = await _known(request, view.keeper_id, shown.value("parties") or [], shown)
    shown = _asked(form, known) if form else shown
    rows = shown.value("parties") or []
    organs = await _organs(rows, known, by)
    if form:
        shown = replace(shown, values={**shown.values, "parties": _ticked(rows, organs)})
    at = there(known.values(), day(moment_of(request)))
    of = [_offered(row, known, at) for row in rows]
    return render(
        request,
        "agreements/parties.html",
        status=status or (400 if form else 200),
        agreement=view,
        form=shown,
        rows=[*zip(of, organs, strict=True), *[(_offered({}, known, at), [])] * SPARE_ROWS],
        participations=[(p, words.PARTICIPATION_WORDS[p]) for p in Participation],
        signing=SIGNING,
        narrowed=len(known) >= FEW,
        registration=await of_agreement(view.id, by=by) if view.registration_id else None,
    )


async def _known(
    request: AnyRequest, keeper: UUID, rows: Sequence[Row], form: Filled | None = None
) -> dict[str, OrganisationView]:
    """The organisations that can be chosen, with those that stand in the rows."""
    also = [one for row in rows for name in _BODIES for one in _ids(row.get(name))]
    search = str(form.value("search"))[:200] if form else ""
    wanted = Asked(keeper, search, also)
    found = await offered(signed_in(request), wanted, today=day(moment_of(request)))
    return {str(one.id): one for one in found}


class Offered(Struct, frozen=True):
    """Of one row: its organisation, who can be chosen there, and who to act for it."""

    organisation: OrganisationView | None
    bodies: list[tuple[UUID, str]]
    acting: list[tuple[UUID, str]]


def _offered(
    row: Row, known: Mapping[str, OrganisationView], at: list[OrganisationView]
) -> Offered:
    """Who is there today; who stands in the row stays to be seen, also where it has ended."""
    body, acts = (known.get(str(row.get(name, ""))) for name in ("organisationId", "actingBodyId"))
    return Offered(
        body,
        _named([*at, *([body] if body and body not in at else [])]),
        _named(
            o for o in [*at, *([acts] if acts and acts not in at else [])] if o.legal_personality
        ),
    )


def _named(bodies: Iterable[OrganisationView]) -> list[tuple[UUID, str]]:
    return [(one.id, one.name) for one in bodies]


def _asked(form: Filled, known: Mapping[str, Any]) -> Filled:
    """The form as typed; a row that was not yet asked who acts for it shows who usually does."""
    rows = []
    for row in form.value("parties") or ():
        body = known.get(str(row.get("organisationId", "")))
        usual = {"actingBodyId": str(body.acting_body_id or "")} if body else {}
        rows.append({**usual, **row})
    return replace(form, values={**form.values, "parties": rows})


async def _organs(rows: list[Row], known: Mapping[str, Any], by: Actor) -> list[list[Choice]]:
    """The authorities to choose from, row by row: its own, and those of who acts for it."""
    named = [(str(row.get("organisationId", "")), _acting(row, known)) for row in rows]
    of = await _by_organisation({UUID(one) for pair in named for one in pair if one in known}, by)
    names = {key: organisation.name for key, organisation in known.items()}
    return [choices(organisation, acting, of, names) for organisation, acting in named]


def _acting(row: Row, known: Mapping[str, Any]) -> str:
    """Who acts for the organisation of a row: nobody where it acts for itself."""
    body = known.get(str(row.get("organisationId", "")))
    if body is None or body.legal_personality:
        return ""
    return str(row.get("actingBodyId", body.acting_body_id or ""))


async def _by_organisation(of: set[UUID], by: Actor) -> dict[str, list[AuthorityView]]:
    found: dict[str, list[AuthorityView]] = defaultdict(list)
    for organ in await authorities(of, by=by):
        found[str(organ.organisation_id)].append(organ)
    return found


def _ticked(rows: list[Row], organs: list[list[Choice]]) -> list[Row]:
    """The rows with what is ticked as it would be kept, among what each may act through."""
    shown = []
    for row, own in zip(rows, organs, strict=True):
        offered, chosen = (_ids(row.get(name)) for name in ("offered", "authorities"))
        said = str(row.get("participation", ""))
        form = PartyRow(participation=said, authorities=chosen, offered=offered)
        kept = [str(one) for one in ticked(form, [one.id for one in own])]
        shown.append({**row, "authorities": kept})
    return shown


def _ids(said: Any) -> list[UUID]:
    """What can be read of the ids that a field of a form carries."""
    found = []
    for one in [said] if isinstance(said, str) else said or ():
        with suppress(ValueError):
            found.append(UUID(str(one)))
    return found


def _row(party: PartyView) -> dict[str, Any]:
    """A party as the page asks for it."""
    return {
        "organisationId": str(party.organisation_id),
        "participation": party.participation,
        "actingBodyId": str(party.acting_body_id or ""),
        "caseNumber": party.case_number,
        "authorities": [str(organ.authority_id) for organ in party.authorities],
        "functions": {str(o.authority_id): o.represented_by_function for o in party.authorities},
    }


async def _forms(request: AnyRequest, keeper: UUID, rows: list[PartyRow]) -> list[PartyForm]:
    """What was ticked as it is handed in; a function left open is that of the register."""
    typed = [_typed(row) for row in rows]
    known = await _known(request, keeper, typed)
    organs = await _organs(typed, known, signed_in(request))
    forms = []
    for row, own in zip(rows, organs, strict=True):
        usual = {one.id: one.represented_by_function for one in own}
        kept = ticked(row, list(usual))
        functions = [row.functions.get(str(organ)) or usual[organ] for organ in kept]
        acting = [AuthorityForm(*pair) for pair in zip(kept, functions, strict=True)]
        body = row.organisation_id or UNREAD
        number = row.case_number
        forms.append(PartyForm(body, row.participation, row.acting_body_id, acting, number))
    return forms


def _typed(row: PartyRow) -> Row:
    """Whose authorities a row asks for; who acts is left out where the row did not ask it."""
    asked = {"organisationId": str(row.organisation_id or "")}
    if row.acting_body_id is not UNSET:
        asked["actingBodyId"] = str(row.acting_body_id or "")
    return asked


@get(_PARTIES, opt=needs("agreement.set_parties"))
async def parties(request: Request[Any, Any, Any], agreement_id: FromPath[UUID]) -> Response[Any]:
    """The form of the parties of a draft."""
    return await _page(request, agreement_id)


@post(_PARTIES, opt=acts(actions.set_parties) | needs("agreement.set_parties"))
async def set_parties(
    request: Request[Any, Any, Any], agreement_id: FromPath[UUID]
) -> Response[Any]:
    """Replace the parties of a draft by those on the page."""
    by, places, rows = signed_in(request), list[int](), list[PartyRow]()
    forms = list[PartyForm]()
    try:
        form, unread = await handed_in(request, PartiesPage)
        if form.find:
            return await _page(request, agreement_id, again(request, Refused([])), status=200)
        rows, places = form.parties, list(chosen(form.parties, unread))
        meant = [rows[place] for place in places]
        before = await queries.parties(agreement_id, by=by)
        keeper = (await stepping(agreement_id, "set_parties", by)).keeper_id
        forms = await _forms(request, keeper, meant)
        at, told = moment_of(request), tuple(on_list(unread, places))
        await actions.set_parties(agreement_id, forms, form.version, unread=told, by=by, at=at)
    except Refused as refused:
        shown = again(request, placed(refused, places, rows, forms))
        return await _page(request, agreement_id, shown)
    here, lost = page("agreements", agreement_id, "parties"), lost_of(before, meant, forms)
    if lost:
        return redirect(here, LOST, tone="warning", lost="; ".join(lost))
    return redirect(here, N_("The parties were saved."))


ROUTES: list[Any] = [parties, set_parties]
