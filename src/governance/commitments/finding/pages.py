"""The list of commitments over all agreements, and the same as a file."""

from __future__ import annotations

import asyncio
from typing import Any

from litestar import Request, Response, get

from governance.audit.rules import SERVICE
from governance.base.clock import day
from governance.base.errors import Complaint, Refused
from governance.base.permissions import TABLE
from governance.commitments import rules as lines
from governance.commitments.finding import queries, rules
from governance.commitments.finding.choosing.queries import choices
from governance.commitments.finding.exported.queries import exported, opened_of
from governance.commitments.finding.layout.rules import SHEET
from governance.commitments.finding.measured.queries import measurements_of
from governance.commitments.finding.papers import as_csv, as_workbook
from governance.commitments.finding.rules import Wanted, wanted_of
from governance.commitments.finding.views.queries import ViewShown, views_of
from governance.commitments.priorities.rules import PRIORITY_WORDS
from governance.documents import sheets, workbooks
from governance.files.pages import exported as sent
from governance.library.kinds.folders import kind_of
from governance.web.acting import AnyRequest, moment_of, needs, signed_in
from governance.web.addresses import page
from governance.web.forms import Filled
from governance.web.language import language_of
from governance.web.pages import number_of, render


def unpaged(request: AnyRequest) -> Wanted:
    """What the address asks of the list as a whole."""
    return wanted_of(request.query_params.multi_items())


def asked_for(request: AnyRequest) -> tuple[Wanted, Filled]:
    """What the address asks, and the form that asks it: what cannot be read is left out of the
    list, and told at its field."""
    complaints: tuple[Complaint, ...] = ()
    try:
        wanted = unpaged(request)
    except Refused as refused:
        complaints = refused.complaints
        wrong = {one.field for one in complaints}
        pairs = request.query_params.multi_items()
        wanted = wanted_of((name, said) for name, said in pairs if name not in wrong)
    said = dict(request.query_params.multi_items())
    values: dict[str, Any] = {name: said[name] for name in rules.NAMES if name in said}
    return wanted, Filled(values | {"columns": list(wanted.shown)}, complaints)


def words_of(request: AnyRequest) -> dict[str, Any]:
    """What states and choices are called, for every page that shows lines; ``kind_word`` gives
    what a kind of commitment is called by its key, in the language of the page."""
    language = language_of(request)

    def kind_word(key: str) -> str:
        return kind_of(key).name.told(language)

    words = {"rules": lines, "finding": rules, "priorities": PRIORITY_WORDS}
    return words | {"kind_word": kind_word}


def looked(wanted: Wanted, views: list[ViewShown]) -> dict[str, Any]:
    """What every page needs that shows the same list in another way: what it keeps of the address,
    and the lists that are kept under a name."""
    query = rules.query_of(wanted)
    return {"wanted": wanted, "kept": rules.asked(wanted), "query": query, "views": views}


@get(page("commitments"), opt=needs("commitment.read"))
async def commitments(request: Request[Any, Any, Any]) -> Response[Any]:
    """What everybody owes by the agreements that one takes part in."""
    by, today = signed_in(request), day(moment_of(request))
    wanted, form = asked_for(request)
    kept = rules.asked(wanted)
    base = page("commitments", **kept)
    return render(
        request,
        "commitments/found.html",
        status=400 if form.complaints else 200,
        block="found",
        found=await queries.found(wanted, by=by, today=today, page=number_of(request)),
        choices=await choices(by=by, today=today),
        changes=TABLE["commitment.change_many"].held_by(by),
        brings_back=TABLE["commitment.bring_back"].held_by(by),
        form=form,
        **looked(wanted, await views_of(by=by)),
        base=base + ("&" if "?" in base else "?") + "page=",
        **words_of(request),
    )


async def _file(
    request: AnyRequest, wanted: Wanted, ending: str, media_type: str, make: Any
) -> Response[bytes]:
    """Every line of the list as a file; the trail of the service notes that it was taken out."""
    by, today = signed_in(request), day(moment_of(request))
    found = await exported(wanted, by=by, today=today)
    opened = opened_of(found, by)
    measured = await measurements_of(found, by=by, today=today) if ending == "xlsx" else []
    content = await asyncio.to_thread(make, found, opened, measured)
    name, thing = f"{SHEET} {today:%Y-%m-%d}.{ending}", ("commitments", SERVICE)
    noted = {"filters": rules.asked(wanted)}
    return await sent(request, SERVICE, thing, name, media_type, content, noted)


async def csv_of(request: AnyRequest, wanted: Wanted) -> Response[bytes]:
    """The list as CSV."""
    return await _file(request, wanted, "csv", sheets.MEDIA_TYPE, as_csv)


async def workbook_of(request: AnyRequest, wanted: Wanted) -> Response[bytes]:
    """The list as a workbook."""
    return await _file(request, wanted, "xlsx", workbooks.MEDIA_TYPE, as_workbook)


@get(page("commitments", "export"), opt=needs("commitment.read"))
async def commitments_file(request: Request[Any, Any, Any]) -> Response[bytes]:
    """What the list shows, all of it, as CSV."""
    return await csv_of(request, unpaged(request))


@get(page("commitments", "workbook"), opt=needs("commitment.read"))
async def commitments_workbook(request: Request[Any, Any, Any]) -> Response[bytes]:
    """What the list shows, all of it, as a workbook."""
    return await workbook_of(request, unpaged(request))


ROUTES: list[Any] = [commitments, commitments_file, commitments_workbook]
