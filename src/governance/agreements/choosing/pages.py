"""The page on which the parties of a draft are chosen, with their authorities."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath
from msgspec import UNSET
from msgspec.structs import replace

from governance.agreements import actions, queries, words
from governance.agreements.forms import AuthorityForm, PartiesPage, PartyForm, PartyRow
from governance.agreements.rules import Participation, signs
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
_PARTIES = page("agreements", "{agreement_id:uuid}", "parties")


async def _page(
    request: AnyRequest, agreement_id: UUID, form: Filled | None = None
) -> Response[Any]:
    by = signed_in(request)
    view = await stepping(agreement_id, "set_parties", by)
    known = {str(o.id): o for o in await organisations(by)}
    there = {"parties": [_row(party) for party in await queries.parties(view.id, by=by)]}
    shown = _asked(form, known) if form else filled(there, version=view.version)
    rows = [str(row.get("organisationId", "")) for row in shown.value("parties") or ()]
    return render(
        request,
        "agreements/parties.html",
        status=400 if form else 200,
        agreement=view,
        form=shown,
        rows=[known.get(of) for of in rows] + [None] * SPARE_ROWS,
        known=[(o.id, o.name) for o in known.values()],
        acting=[(o.id, o.name) for o in known.values() if o.legal_personality],
        organs=await _organs([known[of].id for of in rows if of in known], known.values(), by),
        participations=[(p, words.PARTICIPATION_WORDS[p]) for p in Participation],
    )


def _asked(form: Filled, known: Mapping[str, Any]) -> Filled:
    """The form as typed; a row that was not yet asked who acts for it shows who usually does."""
    rows = []
    for row in form.value("parties") or ():
        body = known.get(str(row.get("organisationId", "")))
        usual = {"actingBodyId": str(body.acting_body_id or "")} if body else {}
        rows.append({**usual, **row})
    return replace(form, values={**form.values, "parties": rows})


async def _organs(
    chosen: Iterable[UUID], known: Iterable[Any], by: Actor
) -> dict[str, list[AuthorityView]]:
    """The authorities to choose from, by organisation; also those of the body that acts for it."""
    acting = {str(o.id): str(o.acting_body_id) for o in known if o.acting_body_id}
    wanted = set(chosen)
    found: dict[str, list[AuthorityView]] = defaultdict(list)
    behalf = {UUID(acting[str(of)]) for of in wanted if str(of) in acting}
    for organ in await authorities(wanted | behalf, by=by):
        found[str(organ.organisation_id)].append(organ)
    return {str(of): found[str(of)] or found[acting.get(str(of), "")] for of in wanted}


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
    """What was ticked as it is handed in; a function left open is that of the register.

    A party that signs and has nothing ticked acts through all of its authorities. What was
    ticked of an organisation that stood in the row before is not meant any more.
    """
    usually = {o.id: o.acting_body_id for o in await organisations(by)}
    bodies = [row.organisation_id or UNREAD for row in rows]
    acting = [
        usually.get(body) if row.acting_body_id is UNSET else row.acting_body_id
        for body, row in zip(bodies, rows, strict=True)
    ]
    named = {of for of in (*bodies, *acting) if of}
    known = await authorities(named, by=by)
    usual = {organ.id: organ.represented_by_function for organ in known}
    of: dict[UUID | None, list[UUID]] = defaultdict(list)
    for organ in known:
        of[organ.organisation_id].append(organ.id)
    forms = []
    for row, body, acts_for in zip(rows, bodies, acting, strict=True):
        choices = [*of[body], *of[acts_for]]
        own = choices if signs(row.participation) else []
        ticked = [organ for organ in row.authorities if organ in choices] or own
        functions = [row.functions.get(str(organ)) or usual.get(organ, "") for organ in ticked]
        organs = [AuthorityForm(*pair) for pair in zip(ticked, functions, strict=True)]
        forms.append(PartyForm(body, row.participation, row.acting_body_id, organs))
    return forms


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
        forms = await _forms([rows[place] for place in places], by)
        at, told = moment_of(request), tuple(_on_list(unread, places))
        await actions.set_parties(agreement_id, forms, form.version, unread=told, by=by, at=at)
    except Refused as refused:
        shown = again(request, _placed(refused, places, rows))
        return await _page(request, agreement_id, shown)
    return redirect(page("agreements", agreement_id, "parties"), N_("The parties were saved."))


ROUTES: list[Any] = [parties, set_parties]
