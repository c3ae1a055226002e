"""Every route of the service, floor by floor."""

from __future__ import annotations

from typing import Any

from governance.identity import api as identity_api
from governance.identity import pages as identity_pages

PAGES: list[Any] = [*identity_pages.ROUTES]
API: list[Any] = [*identity_api.ROUTES]
