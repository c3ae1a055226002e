"""The words of an indicator over all agreements."""

from __future__ import annotations

from governance.base.errors import N_
from governance.base.words import counted, translate
from governance.commitments.measuring.across.rules import Together
from governance.commitments.measuring.queries import IndicatorView
from governance.commitments.measuring.words import rolled_said

NONE_ADOPTED = N_("no value adopted")


def together_said(of: IndicatorView, seen: Together, language: str) -> str:
    """Organisations of agreements together: a number with its unit, or how many of how many meet
    it; where there is none, that none was adopted: whether there is one is not told."""
    if seen.rolled.shown is None:
        return translate(language, NONE_ADOPTED)
    return rolled_said(of, seen.rolled, language)


def missing_said(seen: Together, language: str) -> str:
    """Who is missing, by name where the reader takes part, and else how many; empty: nobody."""
    if not seen.missing or len(seen.rolled.missing) == seen.missing:
        return ", ".join(seen.rolled.missing)
    return counted(
        language, N_("{number} organisation"), N_("{number} organisations"), seen.missing
    )
