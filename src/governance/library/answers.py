"""Answers in a TOML file: read with every unknown key told, with its line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from governance.base.clock import YEARS
from governance.base.errors import Complaint, complain
from governance.library.forms import Answers, CommitmentAnswer, PartyAnswer, TermAnswer, Value
from governance.library.keys import EXPECTED, WRONG_VALUE, read_part
from governance.library.milestones import milestone_complaints
from governance.library.owing import (
    MAY_NOT_OWE,
    NO_OWNER,
    NO_SUCH_PARTY,
    NO_SUCH_SIGNATORY,
)
from governance.library.sources import Path_, Source
from governance.library.values import FAR_DATE, far


class AnswerFile(Struct, frozen=True):
    """``answers.toml``: the answers, and of which version and moment the text is."""

    version: str
    dated: str
    blanks: dict[str, Value] = {}
    parties: tuple[PartyAnswer, ...] = ()
    commitments: tuple[CommitmentAnswer, ...] = ()
    term: TermAnswer = TermAnswer()

    @property
    def answers(self) -> Answers:
        """The answers alone."""
        said = _moment(self.dated)
        day = said.date() if said else None
        return Answers(self.blanks, self.parties, self.commitments, self.term, dated=day)

    @property
    def moment(self) -> str:
        """``dated`` as ISO 8601 in UTC; a bare date is its midnight. Raises ValueError."""
        moment = datetime.fromisoformat(self.dated)
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def read(path: Path) -> tuple[AnswerFile, Source]:
    """The answers in a file, with its source for the lines of later complaints."""
    found, source, unread = read_what_can_be(path)
    complain(unread)
    return found, source


def read_what_can_be(path: Path) -> tuple[AnswerFile, Source, list[Complaint]]:
    """What can be read of the answers in a file, and every complaint about the rest."""
    source = Source(path)
    found, unread = read_part(AnswerFile, source, _dates_as_text(source.data))
    known = [c.field for c in unread]
    if "dated" not in known:
        unread += _undated(found.dated, source)
    for place, commitment in enumerate(found.commitments):
        for which, milestone in enumerate(commitment.milestones or ()):
            at: Path_ = ("commitments", place, "milestones", which)
            more = milestone_complaints(milestone, at, source)
            unread += [c for c in more if not any(_same(field, c.field) for field in known)]
    return found, source, unread


def _dates_as_text(data: dict[str, Any]) -> dict[str, Any]:
    """TOML knows dates, JSON does not: blanks hold them as text in both."""
    blanks = data.get("blanks")
    said: dict[str, Any] = {n: v.isoformat() for n, v in data.items() if isinstance(v, date)}
    if isinstance(blanks, dict):
        days = {n: v.isoformat() for n, v in blanks.items() if isinstance(v, date)}
        said["blanks"] = blanks | days
    return data | said


def _moment(said: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(said)
    except ValueError:
        return None
    return moment if moment.year in YEARS else None


def _undated(said: str, source: Source) -> Iterator[Complaint]:
    if _moment(said):
        return
    try:
        datetime.fromisoformat(said)
    except ValueError:
        values = {"value": said, "expected": EXPECTED["date"]}
        yield source.complaint(("dated",), WRONG_VALUE, **values)
    else:
        yield source.complaint(("dated",), FAR_DATE, value=said, **far())


def told(
    complaints: Iterable[Complaint], found: AnswerFile, source: Source, unread: list[Complaint]
) -> list[Complaint]:
    """All that is wrong with answers, each with file and line, in the order of the file.

    What only follows from something that could not be read is left out.
    """
    whose = any(_DECIDES.search(c.field) for c in unread)
    later = [
        c
        for c in placed(complaints, found, source)
        if not (whose and (c.field == "parties" or c.problem in _OF_PARTIES))
        and not any(_same(c.field, u.field) for u in unread)
    ]
    return sorted([*unread, *later], key=lambda complaint: complaint.line)


_DECIDES = re.compile(r"^parties(\.\d+(\.(name|kind|participation))?)?$")
"""Unread, these leave open who the parties are."""
_OF_PARTIES = frozenset({NO_OWNER, NO_SUCH_PARTY, NO_SUCH_SIGNATORY, MAY_NOT_OWE})


def _same(field: str, unread: str) -> bool:
    return field == unread or field.startswith(f"{unread}.")


def placed(
    complaints: Iterable[Complaint], found: AnswerFile, source: Source
) -> Iterator[Complaint]:
    """Complaints about answers with the file and line at which each was typed."""
    places = {change.key: place for place, change in enumerate(found.commitments)}
    for complaint in complaints:
        if complaint.file:
            yield complaint
        else:
            line = source.line(_path(complaint.field, places))
            yield replace(complaint, file=source.file, line=line)


def _path(field: str, places: dict[str, int]) -> Path_:
    """The path of a field; a commitment named by its key stands where it was changed."""
    path: list[str | int] = [int(part) if part.isdigit() else part for part in field.split(".")]
    if path[0] == "commitments" and len(path) > 1 and isinstance(path[1], str):
        if path[1] not in places:
            return ()
        path[1] = places[path[1]]
    return tuple(path)
