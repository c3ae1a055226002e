"""Answers in a TOML file: read with every unknown key told, with its line."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path

import msgspec
from msgspec import Struct

from governance.base.errors import Complaint, complain
from governance.library.folders import milestone_complaints
from governance.library.forms import Answers, CommitmentAnswer, PartyAnswer, TermAnswer, Value
from governance.library.keys import Path_, Source, read_into


class AnswerFile(Struct, frozen=True):
    """``answers.toml``: the answers, and of which version and moment the text is."""

    version: str
    dated: datetime | date
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
        if not isinstance(self.dated, datetime):
            return f"{self.dated.isoformat()}T00:00:00Z"
        moment = self.dated if self.dated.tzinfo else self.dated.replace(tzinfo=UTC)
        return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def read(path: Path) -> tuple[AnswerFile, Source]:
    """The answers in a file, with its source for the lines of later complaints."""
    source = Source(path)
    found = read_into(AnswerFile, source, source.data)
    complain(
        complaint
        for place, commitment in enumerate(found.commitments)
        for which, milestone in enumerate(commitment.milestones or ())
        for complaint in milestone_complaints(
            milestone, ("commitments", place, "milestones", which), source
        )
    )
    return found, source


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
