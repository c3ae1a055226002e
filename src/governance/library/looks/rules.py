"""What a Word file of an organisation is for, and whether it is right. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from governance.base.errors import N_, Complaint
from governance.base.names import file_name
from governance.base.settings import MEGABYTE
from governance.documents.letters.dressing import own_house
from governance.documents.letters.fields import Fields
from governance.documents.letters.findings import Finding, finding_said
from governance.documents.letters.house import house_complaints
from governance.documents.letters.reading import parts
from governance.documents.letters.writing import checked, preview
from governance.documents.reading.opening import Package

HOUSE_STYLE, OTHER = "huisstijl", "andere"
"""As an address and a form name them."""
UNKNOWN = N_("Choose what this file is for.")
NO_TITLE = N_("Say what this letter is called.")
TAKEN = N_("A standard letter is called so. Choose that letter, or another name.")
NO_FIELD = N_("This letter has no field at all: it says the same each time.")
MORE = N_("And {number} more.")
IN_USE = N_("This version is in use already.")
NOT_IN_USE = N_("This version is not in use.")
LARGE = N_(
    "A house style may hold at most {limit} MB, unpacked. Use a smaller logo or fewer fonts."
)
LARGEST = 8
"""In megabytes: every document in the house style carries it."""
LONGEST = 80
"""Signs of the name of a letter of its own, as it stands in an address."""
MOST = 40
"""So many findings are told at once."""


class Known(Struct, frozen=True):
    """The letters that there are of ours with their titles, the fields that a letter may use, and
    the language in which is said what is wrong."""

    words: Mapping[str, str]
    fields: Fields
    language: str = "nl"


def named(name: str, title: str, known: Known) -> tuple[str, str, list[Complaint]]:
    """The name and title that a file is kept under, and what is wrong with what was typed."""
    if name == HOUSE_STYLE or name in known.words:
        return name, "", []
    if name != OTHER:
        return "", "", [Complaint("name", UNKNOWN)]
    said = " ".join(title.split())
    own = file_name(said)[:LONGEST].strip("-")
    if not own:
        return "", "", [Complaint("title", NO_TITLE)]
    if own in (HOUSE_STYLE, OTHER) or own in known.words:
        return "", "", [Complaint("title", TAKEN)]
    return own, said, []


def findings(name: str, content: bytes, known: Known) -> tuple[Finding, ...]:
    """What is wrong with a file, and what is advised; refused when it is no safe Word file."""
    if name == HOUSE_STYLE:
        return house_complaints(content)
    found = checked(content, known.fields)
    if not found and not any(part.steers for part in parts(Package(content), known.fields)):
        return (Finding(NO_FIELD, advice=True),)
    return found


def problems(name: str, content: bytes, known: Known) -> Iterator[Complaint]:
    """Why a file cannot be used, each with its paragraph; a letter is written once to see it."""
    found = [one for one in findings(name, content, known) if not one.advice]
    for one in found[:MOST]:
        yield Complaint("file", finding_said(known.language, one))
    if len(found) > MOST:
        yield Complaint("file", MORE, {"number": len(found) - MOST})
    if name == HOUSE_STYLE and not found:
        size = sum(map(len, own_house(content).parts.values()))
        if size > LARGEST * MEGABYTE:
            yield Complaint("file", LARGE, {"limit": LARGEST})
    elif not found:
        preview(content, known.fields, known.language)
