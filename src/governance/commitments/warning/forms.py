"""The one place where a form of free text asks whether something in it is case data."""

from __future__ import annotations

from msgspec import Struct


class Asked(Struct, frozen=True, rename="camel", kw_only=True):
    """A form with free text. ``not_case_data``: what in it looks like data about a case, a victim
    or a suspect is none; said the second time, after it was asked
    (:func:`~governance.commitments.warning.rules.case_data`)."""

    not_case_data: bool = False
