"""The one place where a form of free text asks whether something in it is case data."""

from __future__ import annotations

from typing import Annotated, TypeAlias

from msgspec import Meta, Struct

Code: TypeAlias = Annotated[str, Meta(extra={"code": True})]
"""A text in which nobody writes anything: one of a few words, a key, an address, a hash. Every
other text of a form is looked at."""


class Asked(Struct, frozen=True, rename="camel", kw_only=True):
    """A form with free text. ``not_case_data``: what in it looks like data about a case, a victim
    or a suspect is none; said the second time, after it was asked
    (:func:`~governance.commitments.warning.rules.case_data`)."""

    not_case_data: bool = False
