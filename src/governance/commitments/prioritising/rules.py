"""When the priority of commitments can be changed, and that undone. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from governance.base.errors import N_, Complaint

MOST = 500
"""Commitments that are changed at once, at most."""
NOTHING = N_("Choose at least one commitment.")
SAME = N_("These commitments have this priority already.")
TOO_MANY = N_("Choose at most {limit} commitments at once.")


def priority_complaints(chosen: int, differing: int) -> Iterator[Complaint]:
    """What is wrong with a change of so many lines, of which so many have another priority."""
    if not chosen:
        yield Complaint("lines", NOTHING)
    elif chosen > MOST:
        yield Complaint("lines", TOO_MANY, {"limit": MOST})
    elif not differing:
        yield Complaint("lines", SAME)


OVERTAKEN = N_("The priority of some of these commitments was changed again since: look at those.")
UNDONE = N_("This change was undone already.")


def why_not_undone(*, undone: bool, changed_since: bool) -> str:
    """Why a change cannot be undone; empty when it can."""
    if undone:
        return UNDONE
    return OVERTAKEN if changed_since else ""
