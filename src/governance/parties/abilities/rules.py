"""What an ability is, and what must be right of it. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Any

from governance.base.errors import MISSING, N_, Complaint
from governance.parties.rules import ExploitationForm

_BASIS = N_("Name the law or agreement that gives this power.")
_ALL = N_("Choose forms of exploitation, or none when it holds for all of them.")
FORMS = tuple(form for form in ExploitationForm if form)
"""Forms of exploitation that one chooses from; choosing none means all of them."""


class AbilityKind(StrEnum):
    """What it comes to: two that an organisation can, one that it cannot."""

    POWER = "power"
    """It may do this by law or mandate (bevoegdheid)."""
    SERVICE = "service"
    """It does this for others (dienst)."""
    LIMIT = "limit"
    """It cannot or may not do this: partners know it beforehand."""


def ability_complaints(form: Any) -> Iterator[Complaint]:
    """What is wrong with an ability as it was handed in."""
    if not form.title.strip():
        yield Complaint("title", MISSING)
    if form.kind is AbilityKind.POWER and not form.basis.strip():
        yield Complaint("basis", _BASIS)
    if ExploitationForm.ALL in form.exploitation:
        yield Complaint("exploitation", _ALL)
