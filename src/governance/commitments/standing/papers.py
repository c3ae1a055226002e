"""The rule as a page of the documentation: ``python -m governance.commitments.standing.papers``."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from governance.commitments.rules import STANDING_TONES, STANDING_WORDS
from governance.commitments.standing.rules import FACT_WORDS, TABLE, Row

_HEAD = """# How a commitment stands

Printed from the table in `src/governance/commitments/standing/rules.py`; a test says so.
The first row that holds counts. A line is asked together with its first open milestone: what is
wrong there is wrong with the line. Pages, lists, exports and reports all ask this table.

| | stands | tone | when | because |
|---|---|---|---|---|"""
_TAIL = """
An accepted delay is a decision of the steering committee with a reason and a day, at most twelve
months ahead; from that day on the line stands again as its dates say. Of the line of another
party one sees how it stood when the committee adopted it, with that day; before that, nothing. A
party can have its line told to fewer:
[decision 50](decisions/0050-who-sees-how-a-commitment-stands.md).
"""


def _when(row: Row) -> str:
    parts = [FACT_WORDS[name] for name in row.all_of]
    if row.any_of:
        parts.append(" or ".join(FACT_WORDS[name] for name in row.any_of))
    return ", and ".join(parts) or "otherwise"


def _lines() -> Iterator[str]:
    yield _HEAD
    for number, row in enumerate(TABLE, 1):
        word, tone = STANDING_WORDS[row.standing], STANDING_TONES[row.standing]
        yield f"| {number} | {word} | {tone} | {_when(row)} | {row.why} |"
    yield _TAIL


def page() -> str:
    """The page, in Markdown."""
    return "\n".join(_lines())


if __name__ == "__main__":
    sys.stdout.write(page())
