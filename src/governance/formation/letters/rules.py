"""Our own letters, what each is called, and of what it shows no sample."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from governance.base.errors import N_


class Letter(StrEnum):
    """The letters that are there on day one; the value is the name of its template."""

    EXECUTIVE_PROPOSAL = "collegevoorstel"
    COUNCIL_LETTER = "raadsinformatiebrief"
    INVITATION = "uitnodiging-ondertekening"
    REMINDER = "rappel"
    TERMINATION = "opzegging"
    ACCESSION = "toetredingsverklaring"
    PRESS = "persbericht"


LETTER_WORDS: Mapping[Letter, str] = {
    Letter.EXECUTIVE_PROPOSAL: N_("Proposal to the municipal executive"),
    Letter.COUNCIL_LETTER: N_("Information letter to the council"),
    Letter.INVITATION: N_("Invitation to sign"),
    Letter.REMINDER: N_("Reminder letter"),
    Letter.TERMINATION: N_("Notice of termination"),
    Letter.ACCESSION: N_("Declaration of accession"),
    Letter.PRESS: N_("Press release"),
}
SITUATIONS: Mapping[str, Letter] = {
    "notice": Letter.TERMINATION,
    "objection": Letter.TERMINATION,
    "partial": Letter.TERMINATION,
    "accession": Letter.ACCESSION,
}
"""Groups of fields that stand only where that is so: a sample of another letter leaves them out."""
