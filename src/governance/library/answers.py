"""Answers in a TOML file: read with every unknown key told, with its line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from governance.base.errors import Complaint, complain
from governance.library.folders import milestone_complaints
from governance.library.forms import Answers, CommitmentAnswer, PartyAnswer, TermAnswer, Value
from governance.library.keys import EXPECTED, WRONG_VALUE, Path_, Source, read_into


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
        return Answers(self.blanks, self.parties, self.commitments, self.term)

    @property
    def moment(self) -> str:
        """``dated`` as ISO 8601 in UTC; a bare date is its midnight."""
        moment = datetime.fromisoformat(self.dated)
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def read(path: Path) -> tuple[AnswerFile, Source]:
    """The answers in a file, with its source for the lines of later complaints."""
    source = Source(path)
    found = read_into(AnswerFile, source, _dates_as_text(source.data))
    complain(_undated(found.dated, source))
    complain(
        complaint
        for place, commitment in enumerate(found.commitments)
        for which, milestone in enumerate(commitment.milestones or ())
        for complaint in milestone_complaints(
            milestone, ("commitments", place, "milestones", which), source
        )
    )
    return found, source


def _dates_as_text(data: dict[str, Any]) -> dict[str, Any]:
    """TOML knows dates, JSON does not: blanks hold them as text in both."""
    blanks = data.get("blanks")
    said: dict[str, Any] = {n: v.isoformat() for n, v in data.items() if isinstance(v, date)}
    if isinstance(blanks, dict):
        days = {n: v.isoformat() for n, v in blanks.items() if isinstance(v, date)}
        said["blanks"] = blanks | days
    return data | said


def _undated(said: str, source: Source) -> Iterator[Complaint]:
    try:
        datetime.fromisoformat(said)
    except ValueError:
        values = {"value": said, "expected": EXPECTED["date"]}
        yield source.complaint(("dated",), WRONG_VALUE, **values)


def placed(complaints: Iterable[Complaint], source: Source) -> tuple[Complaint, ...]:
    """Complaints about answers with the file and line at which each was typed."""
    return tuple(
        complaint
        if complaint.file
        else msgspec.structs.replace(
            complaint, file=source.file, line=source.line(_path(complaint.field))
        )
        for complaint in complaints
    )


def _path(field: str) -> Path_:
    return tuple(int(part) if part.isdigit() else part for part in field.split("."))
