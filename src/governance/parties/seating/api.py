"""Tables and seats, for machines."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post, put
from litestar.params import FromPath

from governance.base.clock import day
from governance.parties.fillings.pages import day_asked
from governance.parties.seating import actions, queries
from governance.parties.seating.forms import EndForm, SeatChange, SeatForm, TableChange, TableForm
from governance.parties.seating.pages import unpaged
from governance.parties.seating.papers import as_file
from governance.web.acting import AnyRequest, acts, moment_of, needs, signed_in
from governance.web.addresses import api
from governance.web.describing import asks, gives, takes
from governance.web.pages import number_of
from governance.web.reading import handed_in

_ONE, _SEAT = "{committee_id:uuid}", "{seat_id:uuid}"
_ASKS = {
    "kind": "Kind of table, such as signal_meeting.",
    "region": "Of this region.",
    "search": "Beginnings of words in the name of table or region.",
    "ended": "on: those that are not there any more.",
}


async def _table(request: AnyRequest, committee_id: UUID) -> queries.TableView:
    by, today = signed_in(request), day(moment_of(request))
    return await queries.table(committee_id, by=by, today=today)


async def _seat(request: AnyRequest, seat_id: UUID) -> queries.SeatView:
    return await queries.seat(seat_id, by=signed_in(request), today=day(moment_of(request)))


@get(
    api("tables"),
    opt=needs("network.read") | asks(**_ASKS, page="Which page, from 1; too far is the last."),
)
async def tables(request: Request[Any, Any, Any]) -> queries.Tables:
    """One page of tables."""
    by, today, asked = signed_in(request), day(moment_of(request)), unpaged(request)
    return await queries.tables(by, today, asked, page=number_of(request))


@get(api("tables", "export"), opt=needs("network.read") | asks(**_ASKS) | gives("text/csv"))
async def tables_file(request: Request[Any, Any, Any]) -> Response[bytes]:
    """All tables as CSV."""
    by, today, asked = signed_in(request), day(moment_of(request)), unpaged(request)
    return await as_file(request, await queries.every(by, today, asked))


@post(
    api("organisations", "{organisation_id:uuid}", "tables"),
    opt=needs("table.keep") | acts(actions.add_table) | takes(TableForm),
)
async def add_table(
    request: Request[Any, Any, Any], organisation_id: FromPath[UUID]
) -> queries.TableView:
    """Note a table of which an organisation keeps the records."""
    form, unread = await handed_in(request, TableForm)
    by, at = signed_in(request), moment_of(request)
    made = await actions.add_table(organisation_id, form, unread=unread, by=by, at=at)
    return await _table(request, made)


@get(api("tables", _ONE), opt=needs("network.read"))
async def table(request: Request[Any, Any, Any], committee_id: FromPath[UUID]) -> queries.TableView:
    """One table; the tag is its version."""
    return await _table(request, committee_id)


@put(
    api("tables", _ONE, "details"),
    opt=needs("table.keep") | acts(actions.change_table) | takes(TableChange),
)
async def change_table(
    request: Request[Any, Any, Any], committee_id: FromPath[UUID]
) -> queries.TableView:
    """Change a table."""
    form, unread = await handed_in(request, TableChange)
    by, at = signed_in(request), moment_of(request)
    await actions.change_table(committee_id, form, unread=unread, by=by, at=at)
    return await _table(request, committee_id)


@post(
    api("tables", _ONE, "ending"),
    opt=needs("table.keep") | acts(actions.end_table) | takes(EndForm),
    status_code=200,
)
async def end_table(
    request: Request[Any, Any, Any], committee_id: FromPath[UUID]
) -> queries.TableView:
    """End a table and the seats at it."""
    form, unread = await handed_in(request, EndForm)
    by, at = signed_in(request), moment_of(request)
    await actions.end_table(committee_id, form, unread=unread, by=by, at=at)
    return await _table(request, committee_id)


@get(
    api("tables", _ONE, "seats"),
    opt=needs("network.read") | asks(on="As on this day; today when left out."),
)
async def seats(
    request: Request[Any, Any, Any], committee_id: FromPath[UUID]
) -> list[queries.SeatView]:
    """Who sits at a table; the day stands in ``query_params``."""
    by, today, on = signed_in(request), day(moment_of(request)), day_asked(request)
    await queries.table(committee_id, by=by, today=today)
    return await queries.seats(committee_id, by=by, today=today, on=on)


@post(
    api("tables", _ONE, "seats"),
    opt=needs("table.seat") | acts(actions.give_seat) | takes(SeatForm),
)
async def give_seat(
    request: Request[Any, Any, Any], committee_id: FromPath[UUID]
) -> queries.SeatView:
    """Give an organisation a seat."""
    form, unread = await handed_in(request, SeatForm)
    by, at = signed_in(request), moment_of(request)
    made = await actions.give_seat(committee_id, form, unread=unread, by=by, at=at)
    return await _seat(request, made)


@get(api("seats", _SEAT), opt=needs("network.read"))
async def seat(request: Request[Any, Any, Any], seat_id: FromPath[UUID]) -> queries.SeatView:
    """One seat; the tag is its version."""
    return await _seat(request, seat_id)


@put(
    api("seats", _SEAT, "details"),
    opt=needs("table.seat") | acts(actions.change_seat) | takes(SeatChange),
)
async def change_seat(request: Request[Any, Any, Any], seat_id: FromPath[UUID]) -> queries.SeatView:
    """Change a seat."""
    form, unread = await handed_in(request, SeatChange)
    by, at = signed_in(request), moment_of(request)
    await actions.change_seat(seat_id, form, unread=unread, by=by, at=at)
    return await _seat(request, seat_id)


@post(
    api("seats", _SEAT, "ending"),
    opt=needs("table.seat") | acts(actions.end_seat) | takes(EndForm),
    status_code=200,
)
async def end_seat(request: Request[Any, Any, Any], seat_id: FromPath[UUID]) -> queries.SeatView:
    """Let a seat be taken no longer than until a day."""
    form, unread = await handed_in(request, EndForm)
    by, at = signed_in(request), moment_of(request)
    await actions.end_seat(seat_id, form, unread=unread, by=by, at=at)
    return await _seat(request, seat_id)


ROUTES: list[Any] = [
    tables,
    tables_file,
    add_table,
    table,
    change_table,
    end_table,
    seats,
    give_seat,
    seat,
    change_seat,
    end_seat,
]
