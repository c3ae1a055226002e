"""What is made once in a run, by whichever worker comes first, and used by all of them."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from governance.base.processes import alone


def of_the_run(folders: pytest.TempPathFactory) -> Path:
    """The folder of the whole run, which its workers share."""
    own = folders.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


def made_once(path: Path, make: Callable[[Path], object]) -> Path:
    """What stands at a path of the run: made by the first who asks, while others wait for it."""
    with alone(path.with_suffix(".lock")):
        if not path.exists():
            being_made = path.with_suffix(".making")
            make(being_made)
            being_made.rename(path)
    return path
