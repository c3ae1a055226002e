"""The register in our own layout, to download: as it is, or empty."""

from __future__ import annotations

import asyncio
from typing import Any

from litestar import Request, Response, get

from governance.audit.rules import SERVICE
from governance.base.errors import NotFound
from governance.documents.workbooks import MEDIA_TYPE
from governance.exchange.exporting.papers import own_workbook
from governance.exchange.exporting.queries import Everything, everything
from governance.exchange.importing.queries import visible_to
from governance.files.pages import exported
from governance.web.acting import AnyRequest, needs, signed_in
from governance.web.addresses import page

THING = ("register", SERVICE)


async def whole(request: AnyRequest) -> Response[bytes]:
    """The whole register as a workbook; the trail notes that it was taken out."""
    found = await everything(signed_in(request))
    content = await asyncio.to_thread(own_workbook, found)
    return await exported(request, SERVICE, THING, "registers.xlsx", MEDIA_TYPE, content)


async def empty(request: AnyRequest) -> Response[bytes]:
    """A workbook to fill in; like every file, the trail notes that it was taken out."""
    if not visible_to(signed_in(request)):
        raise NotFound
    content = await asyncio.to_thread(own_workbook, Everything())
    return await exported(request, SERVICE, THING, "registers-sjabloon.xlsx", MEDIA_TYPE, content)


@get(page("imports", "export"), opt=needs("register.import"))
async def register_workbook(request: Request[Any, Any, Any]) -> Response[bytes]:
    """The whole register as a workbook."""
    return await whole(request)


@get(page("imports", "template"), opt=needs("register.import"))
async def empty_workbook(request: Request[Any, Any, Any]) -> Response[bytes]:
    """An empty workbook to fill in."""
    return await empty(request)


ROUTES: list[Any] = [register_workbook, empty_workbook]
