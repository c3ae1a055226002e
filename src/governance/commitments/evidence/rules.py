"""When evidence can be added, and what must be right of it. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from typing import Any, TypeAlias
from urllib.parse import SplitResult, urlsplit
from uuid import UUID

from governance.base.errors import MISSING, N_, Complaint
from governance.base.words import translate
from governance.commitments.rules import TOO_LONG, LineState
from governance.commitments.warning.rules import case_data
from governance.files.rules import MEDIA_TYPES, Kind

Typed: TypeAlias = Any
"""A form of this package; the rules stand below the forms and know only its fields."""

TAKEN = (Kind.PDF, Kind.DOCX, Kind.XLSX, Kind.ODT, Kind.PNG, Kind.JPEG)
"""What evidence may be."""
MOST = 50
"""Pieces of evidence of one line: what shows that it is done, not its whole archive."""
LONGEST_LINK = 2_000
NOT_NOW = N_("Evidence is added once the agreement is in force, of what has not lapsed.")
TOO_MANY = N_("A commitment has at most {limit} pieces of evidence. Take one off first.")
NEITHER = N_("Choose a file, or give a link.")
BOTH = N_("Give a file or a link, not both.")
NO_LINK = N_("Give a whole address that begins with https://, without a name or a password in it.")
LATER = N_("Give the day of which the evidence is: today at the latest.")
NO_MILESTONE = N_("This milestone is not of this commitment.")
DECLARE = N_("Look first, and tick that there is no data about cases, victims or suspects in it.")
NEUTRAL = N_("evidence-{number}")
"""A file name, without its ending."""
CHOOSE_AGAIN = N_("Choose the file again: a browser does not send it a second time.")


def neutral_name(number: int, media_type: str, language: str) -> str:
    """What a file is called for who is not told its own name, in which a person may stand:
    ``number`` is its place among the evidence of its line, from 1."""
    kind = next(kind for kind, media in MEDIA_TYPES.items() if media == media_type)
    return f"{translate(language, NEUTRAL, number=number)}.{kind}"


def open_for(agreement_state: str, line_state: str) -> bool:
    """Whether evidence can be added: also of what is done, and after the agreement has ended."""
    return agreement_state in ("in_force", "ended") and line_state != LineState.LAPSED


def complaints(
    form: Typed, today: date, milestones: Collection[UUID], *, with_file: bool
) -> Iterator[Complaint]:
    """What is wrong with evidence that is handed in; ``milestones`` are those of the line."""
    if not form.title.strip():
        yield Complaint("title", MISSING)
    if len(form.title) > 200:
        yield Complaint("title", TOO_LONG, {"limit": 200})
    if form.dated_on is None:
        yield Complaint("datedOn", MISSING)
    elif form.dated_on > today:
        yield Complaint("datedOn", LATER)
    if form.milestone_line_id is not None and form.milestone_line_id not in milestones:
        yield Complaint("milestoneLineId", NO_MILESTONE)
    yield from _what(form.link.strip(), with_file=with_file)
    if not form.declared:
        yield Complaint("declared", DECLARE)
    yield from case_data(form)


def _what(link: str, *, with_file: bool) -> Iterator[Complaint]:
    if with_file and link:
        yield Complaint("link", BOTH)
    elif not with_file and not link:
        yield Complaint("file", NEITHER)
    elif len(link) > LONGEST_LINK:
        yield Complaint("link", TOO_LONG, {"limit": LONGEST_LINK})
    elif link and not is_address(link):
        yield Complaint("link", NO_LINK)


def is_address(link: str) -> bool:
    try:
        parts = urlsplit(link)
        port = parts.port
    except ValueError:
        return False
    plain = not any(sign.isspace() or not sign.isprintable() or sign == "\\" for sign in link)
    return plain and parts.scheme == "https" and _names_a_host(parts) and port != 0


def _names_a_host(parts: SplitResult) -> bool:
    return "." in (parts.hostname or "").strip(".") and "@" not in parts.netloc


def removal_complaints(form: Typed) -> Iterator[Complaint]:
    """What is wrong with why evidence is taken off."""
    if not form.reason.strip():
        yield Complaint("reason", MISSING)
    if len(form.reason) > 500:
        yield Complaint("reason", TOO_LONG, {"limit": 500})
    yield from case_data(form)
