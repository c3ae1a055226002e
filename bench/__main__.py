"""``make bench``: one JSON object a line while it runs, and a table at the end."""

from __future__ import annotations

import json
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

FIELDS = ("name", "value", "unit", "against", "ratio")


def modules() -> list[str]:
    """Every measurement beside this file, or those named on the command line."""
    found = sorted(p.stem for p in Path(__file__).parent.glob("*.py") if p.stem[0] != "_")
    return [name for name in found if name in sys.argv[1:]] if sys.argv[1:] else found


def main() -> None:
    """Run every ``measure()``."""
    table = Table(*FIELDS)
    for name in modules():
        module: Any = import_module(f"bench.{name}")
        for measured in module.measure():
            print(json.dumps(measured, ensure_ascii=False), flush=True)
            table.add_row(*(str(measured.get(field) or "") for field in FIELDS))
    Console(width=140).print(table)


main()
