"""How often the collector of garbage looks, in a process that holds much from its start."""

from __future__ import annotations

import gc


def seldom() -> None:
    """Look less often than it would by itself: routes, tables and tests are made by the hundred
    thousand, and nearly all of them stay."""
    gc.set_threshold(50_000, 20, 100)


def settle() -> None:
    """What stands at the start stays: the collector of garbage need not walk through it again.

    Each time that a large file was made it did so, and held up every request (0.3 s, measured).
    """
    gc.collect()
    gc.freeze()
    seldom()
