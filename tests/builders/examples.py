"""How many examples a property is tried with: a third in ``make test``, else all of them."""

from __future__ import annotations

import os

FULL = "GOVERNANCE_TEST_FULL"
"""Set by ``--full``, so that the workers know it too."""


def examples(number: int) -> int:
    """So many of a number of examples as this run takes."""
    return number if os.environ.get(FULL) else max(15, number // 3)
