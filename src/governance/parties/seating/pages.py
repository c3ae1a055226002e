"""Pages of tables: the list, one table as on a day, and keeping it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath

from governance.base.clock import day
from governance.base.errors import N_, NotFound, Refused
from governance.base.permissions import TABLE, Reach, held_on, may
from governance.parties import words
from governance.parties.choosing.pages import regions_apart
from governance.parties.choosing.queries import regions_of
from governance.parties.fillings.pages import day_asked, id_asked
from governance.parties.queries import groupings, organisation
from governance.parties.rules import CommitteeKind
from governance.parties.seating import actions, queries
from governance.parties.seating.forms import EndForm, TableChange, TableForm
from governance.parties.seating.papers import as_file
from governance.parties.seating.queries import Wanted
from governance.parties.seating.words import GROUND_WORDS
from governance.web.acting import AnyRequest, acts, moment_of, needs, signed_in
from governance.web.addresses import page
from governance.web.forms import Filled, again, filled
from governance.web.pages import number_of, redirect, render
from governance.web.reading import handed_in

_ONE = "{committee_id:uuid}"
_OF = page("organisations", "{organisation_id:uuid}", "tables", "new")


def unpaged(request: AnyRequest) -> Wanted:
    """What the address asks of the list as a whole; what cannot be asked is not there."""
    asked = request.query_params
    kind = asked.get("kind", "")
    if kind not in {"", *CommitteeKind}:
        raise NotFound
    ended = asked.get("ended", "") == "on"
    return Wanted(kind, id_asked(request, "region"), asked.get("search", ""), ended)


@get(page("tables"), opt=needs("network.read"))
async def tables(request: Request[Any, Any, Any]) -> Response[Any]:
    """The tables that somebody sees."""
    by, today, asked = signed_in(request), day(moment_of(request)), unpaged(request)
    kept = {
        "search": asked.search,
        "kind": asked.kind,
        "region": str(asked.region or ""),
        "ended": "on" if asked.ended else "",
    }
    base = page("tables", **kept)
    own = held_on(by, TABLE["table.keep"].who, Reach.OWN)
    return render(
        request,
        "parties/tables.html",
        block="found",
        found=await queries.tables(by, today, asked, page=number_of(request)),
        regions=regions_apart(await groupings(by, today)),
        own=sorted(own),
        form=filled(kept),
        base=base + ("&" if "?" in base else "?"),
        file=page("tables", "export", **kept),
        words=words,
    )


@get(page("tables", "export"), opt=needs("network.read"))
async def tables_file(request: Request[Any, Any, Any]) -> Response[bytes]:
    """What the list shows, as a file for a spreadsheet."""
    by, today, asked = signed_in(request), day(moment_of(request)), unpaged(request)
    return await as_file(request, await queries.every(by, today, asked))


@get(page("tables", _ONE), opt=needs("network.read"))
async def table(request: Request[Any, Any, Any], committee_id: FromPath[UUID]) -> Response[Any]:
    """One table, and who sits there on a day."""
    by, today = signed_in(request), day(moment_of(request))
    on = day_asked(request) or today
    return render(
        request,
        "parties/table.html",
        view=await queries.table(committee_id, by=by, today=today),
        seats=await queries.seats(committee_id, by=by, today=today, on=on),
        on=on,
        today=today,
        form=filled(on="" if on == today else f"{on:%d-%m-%Y}"),
        words=words,
        grounds=GROUND_WORDS,
    )


async def _adding(
    request: AnyRequest, organisation_id: UUID, form: Filled | None = None
) -> Response[Any]:
    by, today = signed_in(request), day(moment_of(request))
    whose = await organisation(organisation_id, by=by)
    if not may(by, "table.keep", own=organisation_id):
        raise NotFound
    return render(
        request,
        "parties/table_new.html",
        status=400 if form else 200,
        whose=whose,
        regions=regions_apart(await regions_of(organisation_id, by=by, today=today)),
        form=form or filled(kind=CommitteeKind.REGIONAL_TABLE),
        words=words,
    )


@get(_OF, opt=needs("table.keep"))
async def adding(request: Request[Any, Any, Any], organisation_id: FromPath[UUID]) -> Response[Any]:
    """The form of a new table."""
    return await _adding(request, organisation_id)


@post(_OF, opt=needs("table.keep") | acts(actions.add_table))
async def add(request: Request[Any, Any, Any], organisation_id: FromPath[UUID]) -> Response[Any]:
    """Note a table."""
    by, at = signed_in(request), moment_of(request)
    try:
        form, unread = await handed_in(request, TableForm)
        made = await actions.add_table(organisation_id, form, unread=unread, by=by, at=at)
    except Refused as refused:
        return await _adding(request, organisation_id, again(request, refused))
    return redirect(page("tables", made), N_("The table is added. Give organisations a seat now."))


async def _keeping(
    request: AnyRequest, committee_id: UUID, template: str, form: Filled | None = None
) -> Response[Any]:
    by, today = signed_in(request), day(moment_of(request))
    view = await queries.table(committee_id, by=by, today=today)
    if not view.may_keep:
        raise NotFound
    begins = filled(view) if template == "table_change" else filled(validUntil=today)
    return render(
        request,
        f"parties/{template}.html",
        status=400 if form else 200,
        view=view,
        form=form or begins,
        words=words,
    )


@get(page("tables", _ONE, "details"), opt=needs("table.keep"))
async def changing(request: Request[Any, Any, Any], committee_id: FromPath[UUID]) -> Response[Any]:
    """The form with which a table is changed."""
    return await _keeping(request, committee_id, "table_change")


@post(page("tables", _ONE, "details"), opt=needs("table.keep") | acts(actions.change_table))
async def change(request: Request[Any, Any, Any], committee_id: FromPath[UUID]) -> Response[Any]:
    """Change a table."""
    by, at = signed_in(request), moment_of(request)
    try:
        form, unread = await handed_in(request, TableChange)
        await actions.change_table(committee_id, form, unread=unread, by=by, at=at)
    except Refused as refused:
        return await _keeping(request, committee_id, "table_change", again(request, refused))
    return redirect(page("tables", committee_id), N_("The table is changed."))


@get(page("tables", _ONE, "ending"), opt=needs("table.keep"))
async def ending(request: Request[Any, Any, Any], committee_id: FromPath[UUID]) -> Response[Any]:
    """From when a table is not there any more."""
    return await _keeping(request, committee_id, "table_end")


@post(page("tables", _ONE, "ending"), opt=needs("table.keep") | acts(actions.end_table))
async def end(request: Request[Any, Any, Any], committee_id: FromPath[UUID]) -> Response[Any]:
    """End a table."""
    by, at = signed_in(request), moment_of(request)
    try:
        form, unread = await handed_in(request, EndForm)
        await actions.end_table(committee_id, form, unread=unread, by=by, at=at)
    except Refused as refused:
        return await _keeping(request, committee_id, "table_end", again(request, refused))
    return redirect(page("tables", committee_id), N_("The table ends on that day."))


ROUTES: list[Any] = [
    tables, tables_file, table, adding, add, changing, change, ending, end,
]  # fmt: skip
