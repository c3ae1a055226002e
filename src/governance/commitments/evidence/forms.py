"""What is handed in about evidence; a file comes beside the form."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from governance.base.signs import Lines
from governance.base.version import Seen
from governance.commitments.warning.forms import Asked, Code


class EvidenceForm(Asked, frozen=True, rename="camel"):
    """Evidence of a line, or of its milestone ``milestone_line_id``: a file, or a ``link``.

    ``dated_on`` is the day of which it is. ``declared``: who adds it has looked, and there is no
    data about cases, victims or suspects in it. ``not_case_data``: what in the title looks like
    such data is none.
    """

    title: str
    dated_on: date | None = None
    link: Code = ""
    milestone_line_id: UUID | None = None
    declared: bool = False


class EvidenceRemovalForm(Asked, frozen=True, rename="camel"):
    """Why evidence is taken off. ``not_case_data``: what in it looks like case data is none."""

    reason: Lines


class EvidenceDestructionForm(EvidenceRemovalForm, frozen=True, rename="camel"):
    """Why the bytes of a file of evidence are destroyed."""

    version: Seen = None
