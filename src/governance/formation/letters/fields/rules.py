"""The fields of a letter about an agreement, each with what it means and a sample of it."""

from __future__ import annotations

from datetime import date

from governance.base.errors import N_
from governance.documents.letters.fields import Field, Kind

_OPEN = (
    Field("what", N_("What is open"), samples=(
        N_("the decision about the agreement"), N_("the signature"),
    )),
    Field("with_whom", N_("With whom it lies"), samples=(
        N_("municipal executive"), N_("director"),
    )),
    Field("since", N_("Day since when it is open"), Kind.DATE,
          samples=(date(2027, 1, 11), date(2027, 1, 24))),
    Field("days", N_("Days that it has been open"), Kind.NUMBER, samples=(21, 8)),
    Field("until", N_("Last day for it, if there is one"), Kind.DATE,
          samples=(date(2027, 2, 15), date(2027, 2, 22))),
)  # fmt: skip
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
    Field("salutation", N_("The same function, without an article, to begin a letter with"),
          samples=(N_("mayor"), N_("director"))),
    Field("next_step", N_("What the party must do next"), samples=(
        N_("decide about the agreement"), N_("sign the agreement"),
    )),
    Field("waiting_days", N_("Days that this step has been waiting"), Kind.NUMBER,
          samples=(21, 8)),
    Field("open_in_words", N_("All that is open for the party, in words"), samples=(
        N_("the decision about the agreement"), N_("the signature"),
    )),
    Field("decided_on", N_("Day on which the party decided"), Kind.DATE,
          samples=(date(2027, 1, 19), date(2027, 1, 26))),
    Field("decision_number", N_("Number of the decision of the party"),
          samples=("2027-114", "B-27/8")),
    Field("undecided", N_("Authorities of the party that have still to decide"), samples=(
        N_("municipal executive"), N_("board"),
    )),
    Field("joined_on", N_("Day since when the agreement holds for the party"), Kind.DATE,
          samples=(date(2027, 3, 1),)),
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
_ENDING = (
    *_COMMITMENT,
    Field("others", N_("Parties that go on with it"), samples=(N_("Care centre The Example"),)),
)
_KEEPER = (
    Field("function", N_("Function of who keeps the agreement"), samples=(
        N_("administrator of agreements"),
    )),
    Field("organisation", N_("Organisation of who keeps the agreement"), samples=(
        N_("Region of Example"),
    )),
    Field("aside", N_("The same organisation, where it is no party"), samples=(
        N_("Region of Example"),
    )),
    Field("email", N_("E-mail address of who keeps the agreement"), samples=(
        "afspraken@example.org",
    )),
)  # fmt: skip
_WRITER = (
    Field("function", N_("Function of who writes the letter"), samples=(
        N_("administrator of agreements"),
    )),
    Field("organisation", N_("Organisation of who writes the letter"), samples=(
        N_("Region of Example"),
    )),
)  # fmt: skip
_GIVEN_ON = Field("given_on", N_("Day on which it was given"), Kind.DATE,
                  samples=(date(2027, 2, 1),))  # fmt: skip
_NUMBER = Field("number", N_("Number of the letter or decision"), samples=("2027-17",))
_REASON = Field("reason", N_("Why"), samples=(N_("We do this in our own region from now on."),))
_EFFECTIVE_ON = Field("effective_on", N_("First day that it no longer holds"), Kind.DATE,
                      samples=(date(2027, 8, 2),))  # fmt: skip
_LAST_DAY = Field("last_day", N_("Last day that it holds"), Kind.DATE,
                  samples=(date(2027, 8, 1),))  # fmt: skip
_NOTICE = (_GIVEN_ON, _NUMBER, _EFFECTIVE_ON, _LAST_DAY, _REASON)
_PARTIAL = (
    Field("asked_on", N_("Day on which all parties were asked"), Kind.DATE,
          samples=(date(2027, 2, 1),)),
    Field("agreed_on", N_("Day on which the last party consented"), Kind.DATE,
          samples=(date(2027, 4, 1),)),
    _EFFECTIVE_ON, _LAST_DAY, _REASON,
)  # fmt: skip
_ACCESSION = (
    Field("asked_on", N_("Day on which all parties were asked"), Kind.DATE,
          samples=(date(2027, 2, 1),)),
    Field("agreed_on", N_("Day on which the last party consented"), Kind.DATE,
          samples=(date(2027, 4, 1),)),
    Field("consented_by", N_("Who consents for all parties, where the text says who"), samples=(
        N_("the steering committee"),
    )),
    Field("not_before", N_("First day on which the accession can take effect"), Kind.DATE,
          samples=(date(2027, 5, 1),)),
)  # fmt: skip

FIELDS = (
    Field("title", N_("Title of the agreement"), samples=(
        N_("Agreement on the approach to human trafficking in the region of Example"),
    )),
    Field("short_title", N_("Short title of the agreement"), samples=(
        N_("Agreement of Example"),
    )),
    Field("kind", N_("Kind of agreement"), samples=(N_("covenant"),)),
    Field("nature", N_("What it is: new, or a change of which agreement"), samples=(
        N_("a new agreement"),
    )),
    Field("purpose", N_("Purpose of the agreement"), samples=(
        N_("The parties work together to see victims sooner and help them better"),
    )),
    Field("begins", N_("When the agreement begins, in words"), samples=(
        N_("begins on the day on which the last party signs"),
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
    Field("dated", N_("The same; of a notice or request the day on which it was given"), Kind.DATE,
          samples=(date(2027, 2, 1),)),
    Field("committee", N_("Name of the committee"), samples=(N_("Committee of Example"),)),
    Field("keeper", N_("Who keeps the agreement"), Kind.GROUP, _KEEPER),
    Field("writer", N_("Who writes the letter"), Kind.GROUP, _WRITER),
    Field("party", N_("The party that the letter is to, or that writes it"), Kind.GROUP, _PARTY),
    Field("open", N_("What is open for this party"), Kind.LIST, _OPEN),
    Field("owed", N_("What this party promised, or will promise"), Kind.LIST, _COMMITMENT),
    Field("notice", N_("The notice with which this party leaves"), Kind.GROUP, _NOTICE),
    Field("objection", N_("The notice that this party wants no extension"), Kind.GROUP, _NOTICE),
    Field("partial", N_("The request of this party to end a part"), Kind.GROUP, _PARTIAL),
    Field("accession", N_("The accession of this party"), Kind.GROUP, _ACCESSION),
    Field("effect", N_("What follows for the other parties, in words"), samples=(
        N_("The agreement stays in force between the other parties."),
    )),
    Field("ending", N_("Commitments that end"), Kind.LIST, _ENDING),
    Field("parties", N_("All parties"), Kind.LIST, _PARTY),
    Field("others", N_("All parties but this one"), Kind.LIST, _PARTY),
    Field("commitments", N_("All commitments"), Kind.LIST, _COMMITMENT),
)  # fmt: skip
"""What may be named in a template of a letter."""
