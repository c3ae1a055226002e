"""Who may do what, for machines."""

from __future__ import annotations

from typing import Any

from litestar import get

from governance.overview.permissions.rules import Permission, lines
from governance.web.acting import needs
from governance.web.addresses import api


@get(api("permissions"), opt=needs("permission.read"), sync_to_thread=False)
def permissions() -> list[Permission]:
    """Who may do what: a line for each role, on what it is held, and each state."""
    return list(lines())


ROUTES: list[Any] = [permissions]
