"""What is handed in about an accepted delay."""

from __future__ import annotations

from datetime import date

from governance.base.signs import Lines
from governance.base.version import Seen
from governance.commitments.warning.forms import Asked


class DelayForm(Asked, frozen=True, rename="camel"):
    """A delay that is accepted: ``until`` is the first day on which it counts no more.

    ``decided_by_function`` is who accepted it, for example the steering committee.
    ``version`` is the line's as it was seen. ``not_case_data``: what in the reason looks like
    case data is none.
    """

    reason: Lines
    decided_by_function: str
    until: date | None = None
    version: Seen = None


class DelayEndForm(Asked, frozen=True, rename="camel"):
    """Accepting a delay no longer, before its day."""

    reason: Lines
    version: Seen = None
