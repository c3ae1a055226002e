"""The full registers on an empty database, file by file and together, and a second time.

Reads them from ``../shared/data``, or from where ``GOVERNANCE_SHARED`` says; they are not ours to
ship, so without that folder nothing is measured, and the table says so.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from bench.database import AT, on_a_server

from governance.audit.rules import THE_SERVICE
from governance.base.database import DATABASE
from governance.base.embedded import Embedded
from governance.exchange.registers.rules import Options, entries_of
from governance.migrations.runner import APP, migrate
from governance.parties.registering.actions import Taken, take_over

FILES = (
    "rwc_gemeenten_compleet_4.json", "rwc_provincies_compleet_1.json", "tooi_organisaties.csv",
    "nl_gemeenten_regios.csv",
)  # fmt: skip
LIMIT = 5.0
NAME = "the full registers on an empty database"


def measure() -> Iterator[dict[str, Any]]:
    """Reading and taking over, in seconds."""
    asked = os.environ.get("GOVERNANCE_SHARED")
    shared = Path(asked) if asked else Path(__file__).resolve().parents[2] / "shared"
    missing = [name for name in FILES if not (shared / "data" / name).is_file()]
    if missing:
        return iter([{"name": NAME, "against": f"not measured: no {missing[0]} in {shared}"}])
    contents = {name: (shared / "data" / name).read_bytes() for name in FILES}
    return on_a_server(lambda server: _measured(server, contents))


async def _measured(server: Embedded, contents: dict[str, bytes]) -> list[dict[str, Any]]:
    await migrate(server.owner_url)
    await DATABASE.start(server.app_url, server_settings={"role": APP})
    try:
        return [await _row(NAME, contents), await _row("the same a second time", contents)]
    finally:
        await DATABASE.stop()


async def _row(name: str, contents: dict[str, bytes]) -> dict[str, Any]:
    begun, changed = time.perf_counter(), 0
    for file, content in contents.items():
        entries = entries_of(file, content, Options(riec=True))
        taken = Taken(file, sha256(content).hexdigest())
        plan = await take_over(entries, taken, AT.date(), by=THE_SERVICE, at=AT, cause=None)
        changed += len(plan.added) + len(plan.changed) + len(plan.regions) + len(plan.members)
    took = time.perf_counter() - begun
    return {
        "name": f"{name}: {changed} changes",
        "value": round(took, 2),
        "unit": "s",
        "against": f"at most {LIMIT} s",
        "ratio": round(took / LIMIT, 2),
    }
