"""The register in our own layout, for machines."""

from __future__ import annotations

from typing import Any

from litestar import Request, Response, get

from governance.documents.workbooks import MEDIA_TYPE
from governance.exchange.exporting.pages import empty, whole
from governance.web.acting import needs
from governance.web.addresses import api
from governance.web.describing import gives


@get(api("imports", "export"), opt=needs("register.import") | gives(MEDIA_TYPE))
async def register_workbook(request: Request[Any, Any, Any]) -> Response[bytes]:
    """The whole register in our own layout, as a workbook that can be handed in again."""
    return await whole(request)


@get(api("imports", "template"), opt=needs("register.import") | gives(MEDIA_TYPE))
async def empty_workbook(request: Request[Any, Any, Any]) -> Response[bytes]:
    """An empty workbook in our own layout."""
    return await empty(request)


ROUTES: list[Any] = [register_workbook, empty_workbook]
