"""The seed of what schemathesis makes up: fixed in ``make test``, of the day in the long run."""

from __future__ import annotations

import os
from datetime import date

VARIABLE = "GOVERNANCE_TEST_SEED"
FIXED = 20261126


def seed_of(*, full: bool) -> int:
    """The seed of this run: as asked, else fixed, and of the day in the long run."""
    asked = os.environ.get(VARIABLE)
    return int(asked) if asked else date.today().toordinal() if full else FIXED  # noqa: DTZ011


def repeat(of: int) -> str:
    """How a run is repeated."""
    return f"schemathesis: {VARIABLE}={of} repeats this run"
