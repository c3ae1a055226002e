"""What must be right of a remark. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from governance.agreements.rules import TOO_LONG
from governance.base.errors import MISSING, N_, Complaint
from governance.library.drafts import Text

LONGEST = 2000
NOT_THERE = N_("This section or passage does not stand in the text any more.")
IS_SETTLED = N_("This remark is settled. Make a new one.")


def word_complaints(words: str) -> Iterator[Complaint]:
    """Words that are missing, or too many."""
    if not words.strip():
        yield Complaint("words", MISSING)
    elif len(words.strip()) > LONGEST:
        yield Complaint("words", TOO_LONG, {"limit": LONGEST})


def place_complaints(section: str, passage: str, text: Text | None) -> Iterator[Complaint]:
    """A place that is not in the text; of a text that is not kept yet nothing is known."""
    found = text.section(section) if text else None
    if text and found is None:
        yield Complaint("section", NOT_THERE)
    elif found and passage and passage not in {one.key for one in found.passages}:
        yield Complaint("passage", NOT_THERE)
