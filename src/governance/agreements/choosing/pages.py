"""The page on which the parties of a draft are chosen, with their authorities."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any, TypeAlias
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath
from msgspec import UNSET
from msgspec.structs import replace

from governance.agreements import actions, queries, words
from governance.agreements.choosing.rules import Choice, choices, ticked
from governance.agreements.forms import AuthorityForm, PartiesPage, PartyForm, PartyRow
from governance.agreements.rules import SIGNING, Participation
from governance.agreements.steps.pages import stepping
from governance.agreements.taking_part.queries import PartyView
from governance.base.actor import Actor
from governance.base.errors import N_, Complaint, Refused, Unread
from governance.parties.queries import AuthorityView, authorities, organisations
from governance.web.acting import AnyRequest, acts, moment_of, signed_in
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
_PARTIES = page("agreements", "{agreement_id:uuid}", "parties")


async def _page(
    request: AnyRequest, agreement_id: UUID, form: Filled | None = None
) -> Response[Any]:
    by = signed_in(request)
    view = await stepping(agreement_id, "set_parties", by)
    known = {str(o.id): o for o in await organisations(by)}
    there = {"parties": [_row(party) for party in await queries.parties(view.id, by=by)]}
    shown = _asked(form, known) if form else filled(there, version=view.version)
    rows = shown.value("parties") or []
    organs = await _organs(rows, known, by)
    if form:
        shown = replace(shown, values={**shown.values, "parties": _ticked(rows, organs)})
    of = [known.get(str(row.get("organisationId", ""))) for row in rows]
    return render(
        request,
        "agreements/parties.html",
        status=400 if form else 200,
        agreement=view,
        form=shown,
        rows=[*zip(of, organs, strict=True), *[(None, [])] * SPARE_ROWS],
        known=[(o.id, o.name) for o in known.values()],
        acting=[(o.id, o.name) for o in known.values() if o.legal_personality],
        participations=[(p, words.PARTICIPATION_WORDS[p]) for p in Participation],
        signing=SIGNING,
    )


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
        "authorities": [str(organ.authority_id) for organ in party.authorities],
        "functions": {str(o.authority_id): o.represented_by_function for o in party.authorities},
    }


async def _forms(rows: list[PartyRow], by: Actor) -> list[PartyForm]:
    """What was ticked as it is handed in; a function left open is that of the register."""
    known = {str(o.id): o for o in await organisations(by)}
    organs = await _organs([_typed(row) for row in rows], known, by)
    forms = []
    for row, own in zip(rows, organs, strict=True):
        usual = {one.id: one.represented_by_function for one in own}
        kept = ticked(row, list(usual))
        functions = [row.functions.get(str(organ)) or usual[organ] for organ in kept]
        acting = [AuthorityForm(*pair) for pair in zip(kept, functions, strict=True)]
        body = row.organisation_id or UNREAD
        forms.append(PartyForm(body, row.participation, row.acting_body_id, acting))
    return forms


def _typed(row: PartyRow) -> Row:
    """Whose authorities a row asks for; who acts is left out where the row did not ask it."""
    asked = {"organisationId": str(row.organisation_id or "")}
    if row.acting_body_id is not UNSET:
        asked["actingBodyId"] = str(row.acting_body_id or "")
    return asked


def _lost(before: list[PartyView], rows: list[PartyRow], forms: list[PartyForm]) -> list[str]:
    """What a party acted through and was still ticked, but is of no body that acts for it now."""
    lost = []
    for row, form in zip(rows, forms, strict=True):
        kept = {organ.authority_id for organ in form.authorities}
        lost += [
            f"{organ.authority} ({party.organisation})"
            for party in before
            for organ in party.authorities
            if party.organisation_id == row.organisation_id
            and organ.authority_id in row.authorities
            and organ.authority_id not in kept
        ]
    return lost


def _chosen(rows: list[PartyRow], unread: Unread) -> Iterator[int]:
    """The places of the rows that are meant: not left out, and with an organisation.

    An organisation that cannot be read is meant as well: the row is told so.
    """
    wrong = {complaint.field for complaint in unread}
    for place, row in enumerate(rows):
        named = row.organisation_id or f"parties.{place}.organisationId" in wrong
        if named and not row.remove:
            yield place


def _on_list(unread: Unread, places: list[int]) -> Iterator[Complaint]:
    """What could not be read, by the rows that are handed on; of a removed row nothing is said."""
    for complaint in unread:
        first, *rest = complaint.field.split(".")
        if first != "parties" or not rest:
            yield complaint
        elif int(rest[0]) in places:
            row = str(places.index(int(rest[0])))
            yield replace(complaint, field=".".join([first, row, *rest[1:]]))


def _placed(refused: Refused, places: list[int], rows: list[PartyRow]) -> Refused:
    """Complaints by the rows of the page, where rows that were removed still stand."""
    return Refused(replace(c, field=_field(c, places, rows)) for c in refused.complaints)


def _field(complaint: Complaint, places: list[int], rows: list[PartyRow]) -> str:
    first, *rest = complaint.field.split(".")
    stood = complaint.values.get("place", len(rows))
    if complaint.field == "parties" and stood < len(rows):
        return f"parties.{stood}.{'remove' if rows[stood].remove else 'organisationId'}"
    if first != "parties" or not rest or not rest[0].isdigit():
        return complaint.field
    kept = ["parties", str(places[int(rest[0])]), *rest[1:]]
    return ".".join(kept[:3])


@get(_PARTIES)
async def parties(request: Request[Any, Any, Any], agreement_id: FromPath[UUID]) -> Response[Any]:
    """The form of the parties of a draft."""
    return await _page(request, agreement_id)


@post(_PARTIES, opt=acts(actions.set_parties))
async def set_parties(
    request: Request[Any, Any, Any], agreement_id: FromPath[UUID]
) -> Response[Any]:
    """Replace the parties of a draft by those on the page."""
    by, places, rows = signed_in(request), list[int](), list[PartyRow]()
    try:
        form, unread = await handed_in(request, PartiesPage)
        rows, places = form.parties, list(_chosen(form.parties, unread))
        meant = [rows[place] for place in places]
        before, forms = await queries.parties(agreement_id, by=by), await _forms(meant, by)
        at, told = moment_of(request), tuple(_on_list(unread, places))
        await actions.set_parties(agreement_id, forms, form.version, unread=told, by=by, at=at)
    except Refused as refused:
        shown = again(request, _placed(refused, places, rows))
        return await _page(request, agreement_id, shown)
    here, lost = page("agreements", agreement_id, "parties"), _lost(before, meant, forms)
    if lost:
        return redirect(here, LOST, tone="warning", lost="; ".join(lost))
    return redirect(here, N_("The parties were saved."))


ROUTES: list[Any] = [parties, set_parties]
