"""The page on which everybody reads who may do what, and the same as CSV."""

from __future__ import annotations

from typing import Any

from litestar import Request, Response, get

from governance.base.actor import RoleKind
from governance.base.errors import N_
from governance.base.words import translate
from governance.documents.sheets import MEDIA_TYPE, csv_file
from governance.files.pages import headers
from governance.overview.permissions import words
from governance.overview.permissions.actions import export_permissions
from governance.overview.permissions.rules import Permission, areas, lines, table
from governance.web.acting import AnyRequest, acts, moment_of, needs, signed_in
from governance.web.addresses import page
from governance.web.forms import filled
from governance.web.language import language_of
from governance.web.pages import render
from governance.web.plugin import only_headers

_AGAIN, _TOKEN = N_("Asks again who you are"), N_("API token too")
_HEAD = (N_("Area"), N_("Action"), N_("Role"), N_("Held on"), N_("State"), _AGAIN, _TOKEN)


@get(page("permissions"), opt=needs("permission.read"), sync_to_thread=False)
def matrix(request: Request[Any, Any, Any]) -> Response[Any]:
    """Role by action, with on what the role is held and in which states."""
    asked = request.query_params.get("role", "")
    role = RoleKind(asked) if asked in set(RoleKind) else None
    said = request.query_params.get("area", "")
    area = said if said in areas() else ""
    return render(
        request,
        "overview/permissions.html",
        block="found",
        areas=table(role, area),
        every_area=areas(),
        narrowed=bool(role or area),
        roles=tuple(RoleKind),
        form=filled({"role": role or "", "area": area}),
        words=words,
    )


async def exported(request: AnyRequest) -> Response[bytes]:
    """The matrix line by line, as CSV in the language of the reader; that it left is noted."""
    by, language, found = signed_in(request), language_of(request), list(lines())
    if not only_headers(request):
        await export_permissions(len(found), by=by, at=moment_of(request))
    head = [translate(language, word) for word in _HEAD]
    made = csv_file([head, *(_said(line, language) for line in found)])
    name = translate(language, N_("permissions"))
    return Response(made, media_type=MEDIA_TYPE, headers=headers(f"{name}.csv"))


@get(page("permissions", "export"), opt=needs("permission.read") | acts(export_permissions))
async def export(request: Request[Any, Any, Any]) -> Response[bytes]:
    """Who may do what, as a file for a spreadsheet."""
    return await exported(request)


def _said(line: Permission, language: str) -> list[str]:
    """One line in words."""
    named = (
        words.AREA_WORDS[line.area],
        words.action_words(line.area, line.action),
        words.OPEN_WORDS.get(line.role) or words.ROLE_WORDS[line.role],
        words.REACH_WORDS[line.reach] if line.reach else "",
        words.STATE_WORDS[line.state] if line.state else "",
        N_("yes") if line.asks_again else "",
    )
    said = [translate(language, word) if word else "" for word in named]
    return [*said, translate(language, N_("yes") if line.token else N_("no"))]


ROUTES: list[Any] = [matrix, export]
