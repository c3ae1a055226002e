"""What is wrong in a template, and in which paragraph. Plain data, in words of the catalogue."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from governance.base.errors import N_
from governance.base.words import translate

BODY, CELL = N_("Paragraph {number} of the text"), N_("Paragraph {number} of the text, in a table")
HEADER, FOOTER = N_("Paragraph {number} of the header"), N_("Paragraph {number} of the footer")
NOTE = N_("Paragraph {number} of the notes")

UNKNOWN = N_("The field “{name}” does not exist here.")
UNKNOWN_LIKE = N_("The field “{name}” does not exist here; did you mean “{like}”?")
A_LIST = N_("“{name}” is a list: go through it with for … in {name}.")
A_GROUP = N_("“{name}” has fields of its own: name one of them, such as “{like}”.")
NO_LIST = N_("“{name}” is no list: only a list can be gone through.")
NO_PLAIN = N_("Only a text or a number can be compared; “{name}” is neither.")
NO_FORM = N_("“{tag}” is not allowed. A tag shows a field, goes through a list, or asks if.")
UNREADABLE = N_("“{tag}” cannot be read.")
TOO_LONG = N_("The tag “{tag}” is longer than a tag may be.")
NOT_CLOSED = N_("A tag is opened or closed here with braces that have no other half: “{tag}”.")
OPEN_LOOP = N_("The loop “{tag}” is not ended with endfor.")
OPEN_CONDITION = N_("The condition “{tag}” is not ended with endif.")
STRAY = N_("“{tag}” ends or continues nothing that was opened before it.")
WRONG_PLACE = N_(
    "“{tag}” and the tag that ends it must both stand in one paragraph, or each alone in a "
    "paragraph of its own, or each alone in a row of the table, or at the start and end of one row."
)
TOO_DEEP = N_("“{tag}” lies deeper in other loops and conditions than is allowed.")
TOO_MANY = N_("The template has more tags than is allowed.")


class Place(Struct, frozen=True):
    """A paragraph: which part it is in (a message), its number there, and its first words."""

    where: str
    number: int
    words: str


class Finding(Struct, frozen=True, omit_defaults=True):
    """One thing that is wrong. ``advice``: the file can be used all the same."""

    problem: str
    values: Mapping[str, Any] = {}
    place: Place | None = None
    advice: bool = False


def finding_said(language: str, finding: Finding) -> str:
    """A finding as one line: its place, the first words there, and what is wrong."""
    problem = translate(language, finding.problem, **finding.values)
    if finding.place is None:
        return problem
    where = translate(language, finding.place.where, number=finding.place.number)
    return f"{where} (“{finding.place.words}”): {problem}"
