"""Pages on which a file of commitments comes back: what it would change, and that it does."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import msgspec
from litestar import Request, Response, get, post
from msgspec.structs import replace

from governance.base.errors import N_, Complaint, Refused, Unavailable
from governance.commitments.bringing_back import actions, queries
from governance.commitments.bringing_back.forms import BringBackForm, BringBackPage
from governance.commitments.bringing_back.lines.rules import short
from governance.commitments.bringing_back.reading.rules import MOST_ROWS
from governance.commitments.finding.layout.rules import DAYS
from governance.commitments.finding.measured.rules import VALUE
from governance.commitments.warning.rules import LOOKS
from governance.files.rules import MEDIA_TYPES
from governance.web.acting import AnyRequest, acts, moment_of, needs, settings_of, signed_in
from governance.web.addresses import page
from governance.web.body import Posted, posted
from governance.web.describing import takes_file
from governance.web.forms import Filled, again, filled
from governance.web.pages import redirect, render
from governance.web.reading import converted, read_form

_AT = page("commitments", "import")
_NEEDS = needs("commitment.bring_back")
_LOST = N_("What this file changes could not be read any more: choose the file again.")


def _asked(
    request: AnyRequest, form: Filled | None = None, status: int = 200, changes: str = ""
) -> Response[Any]:
    """``changes``: what is carried out once it is said that it is no case data."""
    return render(
        request,
        "commitments/bringing_back.html",
        status=status,
        form=form or filled(),
        changes=changes,
        accept=",".join(MEDIA_TYPES[kind] for kind in actions.WANTED) + ",.csv",
        limit=settings_of(request).upload_limit,
        rows=MOST_ROWS,
    )


@get(_AT, opt=_NEEDS, sync_to_thread=False)
def asked(request: Request[Any, Any, Any]) -> Response[Any]:
    """The form that takes a file of commitments."""
    return _asked(request)


@post(_AT, opt=takes_file() | _NEEDS, request_max_body_size=None, status_code=200)
async def differences(request: Request[Any, Any, Any]) -> Response[Any]:
    """What a file would change, line by line; nothing is changed yet."""
    try:
        upload = (await posted(request)).files.get("file")
        found = await actions.read_back(
            upload, settings=settings_of(request), by=signed_in(request), at=moment_of(request)
        )
    except Refused as refused:
        return _asked(request, again(request, _told(refused)), 400)
    except Unavailable as away:
        told = again(request, Refused([Complaint("file", away.why)]))
        return _asked(request, told, 503)
    return render(
        request,
        "commitments/differences.html",
        found=found,
        changes=_carried(found),
        looks=LOOKS,
        days=DAYS,
        as_day=date.fromisoformat,
        as_number=Decimal,
        value_column=VALUE,
    )


def _told(refused: Refused) -> Refused:
    """What is wrong, each by its cell or its commitment and none at a field."""
    return short(Refused(replace(one, field="") for one in refused.complaints))


def _carried(found: queries.Differences) -> str:
    """What a page carries along until somebody confirms it."""
    form = BringBackForm(
        lines=[one.change for one in found.lines],
        measurements=[one.change for one in found.measurements],
        sha256=found.sha256,
    )
    return msgspec.json.encode(form).decode()


@post(page("commitments", "import", "confirmation"), opt=acts(actions.bring_back) | _NEEDS)
async def bring_back(request: Request[Any, Any, Any]) -> Response[Any]:
    """Carry out what was shown."""
    typed = BringBackPage()
    try:
        typed = await read_form(request, BringBackPage)
        form = replace(_form(typed), not_case_data=typed.not_case_data)
        done = await actions.bring_back(form, by=signed_in(request), at=moment_of(request))
    except Refused as refused:
        ticks = any(one.field.endswith("notCaseData") for one in refused.complaints)
        carried = typed.changes if ticks else ""
        return _asked(request, again(request, _told(refused)), 400, carried)
    made = done.priority_changes
    if len(made) == 1:
        address = page("commitments", "priorities", made[0])
        return redirect(address, N_("What the file changes is carried out."))
    return redirect(page("commitments"), N_("What the file changes is carried out."))


def _form(carried: BringBackPage) -> BringBackForm:
    try:
        values = msgspec.json.decode(carried.changes or "{}", type=dict[str, Any])
    except msgspec.MsgspecError:
        raise Refused([Complaint("file", _LOST)]) from None
    return converted(Posted(values, form=False), BringBackForm)


ROUTES: list[Any] = [asked, differences, bring_back]
