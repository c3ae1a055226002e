"""A file of commitments that comes back, for machines."""

from __future__ import annotations

from typing import Any

from litestar import Request, post

from governance.commitments.bringing_back import actions, queries
from governance.commitments.bringing_back.forms import BringBackForm
from governance.web.acting import acts, moment_of, needs, settings_of, signed_in
from governance.web.addresses import api
from governance.web.body import posted
from governance.web.describing import takes, takes_file
from governance.web.reading import handed_in

_NEEDS = needs("commitment.bring_back")


@post(
    api("commitments", "import"),
    opt=takes_file() | _NEEDS,
    request_max_body_size=None,
    status_code=200,
)
async def differences(request: Request[Any, Any, Any]) -> queries.Differences:
    """What a file of commitments would change: the workbook or CSV that was taken out, edited.

    Nothing is changed, and the file is not kept: send the `change` of each line on.
    """
    upload = (await posted(request)).files.get("file")
    return await actions.read_back(
        upload, settings=settings_of(request), by=signed_in(request), at=moment_of(request)
    )


@post(
    api("commitments", "import", "confirmation"),
    opt=acts(actions.bring_back) | takes(BringBackForm) | _NEEDS,
    status_code=200,
)
async def bring_back(request: Request[Any, Any, Any]) -> actions.BroughtBack:
    """Carry out what a file changes, each line as of the versions that it was made of.

    All of it, or nothing.
    """
    form, unread = await handed_in(request, BringBackForm)
    by, at = signed_in(request), moment_of(request)
    return await actions.bring_back(form, unread=unread, by=by, at=at)


ROUTES: list[Any] = [differences, bring_back]
