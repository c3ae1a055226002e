"""What must be right of a value and of the period that it is of. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from governance.base.errors import MISSING, N_, Complaint
from governance.commitments.measuring.rules import Typed, number_complaints

_NO_CORRECTION = N_("Say why the value is corrected.")
_SAME = N_("This is the value that stands there.")
_NO_PERIOD = N_("This is no period of this indicator.")
_EARLY = N_("This period is not over yet.")
_BEFORE = N_("This period was over before the agreement was in force.")
_GONE = N_("By the end of this period another went on for this organisation, and gives its value.")
_NOT_YET = N_("This period was over before the organisation began: it is of who went before.")
_AFTER = N_("This period began after the agreement had ended.")
NO_REASON = N_("A first value corrects nothing: leave the reason open.")


def value_complaints(
    of: Typed, value: Decimal | None, reason: str, stands: Decimal | None
) -> Iterator[Complaint]:
    """What is wrong with a value. ``stands``: what was given of this period before."""
    if value is None:
        yield Complaint("value", MISSING)
    yield from number_complaints(of, "value", value)
    if stands is not None and not reason.strip():
        yield Complaint("reason", _NO_CORRECTION)
    elif stands is None and reason.strip():
        yield Complaint("reason", NO_REASON)
    if value is not None and value == stands:
        yield Complaint("value", _SAME)


def period_complaints(
    since: date, span: Any, entered: date, ended: date | None, today: date,
    *, begun: date | None = None, gone: date | None = None,
) -> Iterator[Complaint]:  # fmt: skip
    """What is wrong with the period ``since`` of a value; ``span``: the one that it lies in.
    ``begun`` and ``gone``: the days from which its organisation is, and is no more."""
    if since != span.since:
        yield Complaint("periodFrom", _NO_PERIOD)
    elif span.until > today:
        yield Complaint("periodFrom", _EARLY)
    elif span.until <= entered:
        yield Complaint("periodFrom", _BEFORE)
    elif ended is not None and span.since >= ended:
        yield Complaint("periodFrom", _AFTER)
    elif begun is not None and span.until <= begun:
        yield Complaint("periodFrom", _NOT_YET)
    elif gone is not None and gone < span.until:
        yield Complaint("periodFrom", _GONE)
