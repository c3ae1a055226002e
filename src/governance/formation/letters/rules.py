"""The fields of a letter about an agreement, each with what it means, and our own letters."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from governance.base.errors import N_
from governance.documents.letters.fields import Field, Kind

_PARTY = (
    Field("name", N_("Name of the party"), samples=(
        N_("Municipality of Example"), N_("Care centre The Example"),
    )),
    Field("authority", N_("Authority that decides for the party"), samples=(
        N_("municipal executive"), N_("board"),
    )),
    Field("function", N_("Function of who signs for the party"), samples=(
        N_("mayor"), N_("director"),
    )),
    Field("next_step", N_("What the party must do next"), samples=(
        N_("decide about the agreement"), N_("sign the agreement"),
    )),
    Field("waiting_days", N_("Days that this step has been waiting"), Kind.NUMBER,
          samples=(21, 8)),
    Field("decided_on", N_("Day on which the party decided"), Kind.DATE,
          samples=(date(2027, 1, 19), date(2027, 1, 26))),
)  # fmt: skip
_COMMITMENT = (
    Field("text", N_("What was promised"), samples=(
        N_("appoint a contact person"), N_("report once a year"),
    )),
    Field("owner", N_("Party that promised it"), samples=(
        N_("Municipality of Example"), N_("Care centre The Example"),
    )),
    Field("due_on", N_("Day on which it must be done"), Kind.DATE,
          samples=(date(2027, 6, 1), date(2027, 12, 1))),
)  # fmt: skip
_KEEPER = (
    Field("function", N_("Function of who keeps the agreement"), samples=(
        N_("administrator of agreements"),
    )),
    Field("organisation", N_("Organisation of who keeps the agreement"), samples=(
        N_("Municipality of Example"),
    )),
    Field("email", N_("E-mail address of who keeps the agreement"), samples=(
        "afspraken@example.org",
    )),
)  # fmt: skip

FIELDS = (
    Field("title", N_("Title of the agreement"), samples=(
        N_("Agreement on the approach to human trafficking in the region of Example"),
    )),
    Field("short_title", N_("Short title of the agreement"), samples=(
        N_("Agreement of Example"),
    )),
    Field("kind", N_("Kind of agreement"), samples=(N_("covenant"),)),
    Field("purpose", N_("Purpose of the agreement"), samples=(
        N_("see victims sooner and help them better"),
    )),
    Field("entry_date", N_("Day on which the agreement enters into force"), Kind.DATE,
          samples=(date(2027, 3, 1),)),
    Field("ends_on", N_("Last day of the agreement"), Kind.DATE, samples=(date(2031, 2, 28),)),
    Field("term", N_("Term of the agreement, in words"), samples=(N_("four years"),)),
    Field("notice_period", N_("Notice period of the agreement, in words"), samples=(
        N_("six months"),
    )),
    Field("sign_by", N_("Day by which is to be signed"), Kind.DATE, samples=(date(2027, 2, 15),)),
    Field("today", N_("Day of the letter"), Kind.DATE, samples=(date(2027, 2, 1),)),
    Field("committee", N_("Name of the committee"), samples=(N_("Committee of Example"),)),
    Field("keeper", N_("Who keeps the agreement"), Kind.GROUP, _KEEPER),
    Field("party", N_("The party that the letter is to, or that writes it"), Kind.GROUP, _PARTY),
    Field("parties", N_("All parties"), Kind.LIST, _PARTY),
    Field("commitments", N_("All commitments"), Kind.LIST, _COMMITMENT),
)  # fmt: skip
"""What may be named in a template of a letter."""


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
