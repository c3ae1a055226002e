"""How long the command line takes as a whole process, from start to file on disk."""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
MODEL = ROOT / "agreements" / "regionale-samenwerking-mensenhandel"
LIMIT = 0.5


def _seconds(*arguments: str) -> float:
    command = [sys.executable, "-m", "governance.cli.main", *arguments]
    begun = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True, cwd=ROOT)
    return time.perf_counter() - begun


def _draft(suffix: str, folder: str) -> float:
    out = Path(folder) / f"agreement.{suffix}"
    answers = MODEL / "example.toml"
    return _seconds("draft", str(MODEL), "--answers", str(answers), "--out", str(out))


def measure() -> Iterator[dict[str, Any]]:
    """Median of seven runs each, after one that warms the disk cache."""
    with tempfile.TemporaryDirectory() as folder:
        for suffix in ("docx", "pdf"):
            _draft(suffix, folder)
            value = statistics.median(_draft(suffix, folder) for _ in range(7))
            yield {
                "name": f"governance draft, .{suffix}, whole process",
                "value": round(value, 3),
                "unit": "s",
                "against": f"at most {LIMIT} s",
                "ratio": round(value / LIMIT, 2),
            }
    value = statistics.median(_seconds("--help") for _ in range(7))
    yield {
        "name": "governance --help, whole process",
        "value": round(value, 3),
        "unit": "s",
        "against": "",
        "ratio": None,
    }
