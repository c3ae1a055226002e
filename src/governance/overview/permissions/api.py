"""Who may do what, for machines."""

from __future__ import annotations

from typing import Any

from litestar import Request, Response, get

from governance.documents.sheets import MEDIA_TYPE
from governance.overview.permissions.actions import export_permissions
from governance.overview.permissions.pages import exported
from governance.overview.permissions.rules import Permission, lines
from governance.web.acting import acts, needs
from governance.web.addresses import api
from governance.web.describing import gives


@get(api("permissions"), opt=needs("permission.read"), sync_to_thread=False)
def permissions() -> list[Permission]:
    """Who may do what: a line for each role, on what it is held, and each state."""
    return list(lines())


@get(
    api("permissions", "export"),
    opt=needs("permission.read") | acts(export_permissions) | gives(MEDIA_TYPE),
)
async def export(request: Request[Any, Any, Any]) -> Response[bytes]:
    """Who may do what, as a file for a spreadsheet; that it left is noted."""
    return await exported(request)


ROUTES: list[Any] = [permissions, export]
