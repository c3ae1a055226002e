"""Which audience a line may have, what it means, and what is told before it is narrowed. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

from governance.base.errors import N_, Complaint
from governance.commitments.rules import TOO_LONG
from governance.commitments.sharing.rules import hidden_from
from governance.commitments.warning.rules import case_data
from governance.parties.rules import Audience

Typed: TypeAlias = Any
"""A form of this package; the rules stand below the forms and know only its fields."""
Of: TypeAlias = Any
"""A line with its audience and who was told of it already."""

AUDIENCE_WORDS: Mapping[str, str] = {
    Audience.OWN: N_("only the own organisation"),
    Audience.OFFICIALS: N_("officials"),
    Audience.COMMITTEE: N_("officials and steering committee"),
    Audience.PUBLIC: N_("public"),
}
MEANINGS: Mapping[str, str] = {
    Audience.OWN: N_(
        "And the administrator at who keeps the agreement. Nobody else sees how it stands, also "
        "not after an adoption."
    ),
    Audience.OFFICIALS: N_(
        "Also officials at who keeps the agreement, and the secretary of the steering committee. "
        "Administrators and linking pins of other parties see it as of each adoption. Papers of "
        "the steering committee leave it out."
    ),
    Audience.COMMITTEE: N_(
        "Also the whole steering committee and everybody at who keeps the agreement. Other "
        "parties see it once the steering committee has adopted it. This is usual."
    ),
    Audience.PUBLIC: N_(
        "For who takes part the same as officials and steering committee, and it may stand in a "
        "public register. There is no such register yet: nothing is published now."
    ),
}
LONGEST = 1_000
CHOOSE = N_("Choose one of the options.")
SAME = N_("It is so already.")
ADOPTED = N_(
    "How it stands was adopted on {day} and shared with other parties. They see it no longer, but "
    "adopted reports, files and the trail keep what they say. Confirm that you know this."
)
REPORTED = N_(
    "How it stands was reported and accepted: others have read it. They see it no longer, but "
    "files and the trail keep what they say. Confirm that you know this."
)


def complaints(form: Typed, of: Of) -> Iterator[Complaint]:
    """What is wrong with the choice of an audience for a line."""
    if form.audience not in set(Audience):
        yield Complaint("audience", CHOOSE)
    elif form.audience == of.audience:
        yield Complaint("audience", SAME)
    elif not form.knowingly and hidden_from(Audience(form.audience), Audience(of.audience)):
        yield from taken_back(of)
    if len(form.reason) > LONGEST:
        yield Complaint("reason", TOO_LONG, {"limit": LONGEST})
    yield from case_data(form)


def taken_back(of: Of) -> Iterator[Complaint]:
    """That a narrower audience does not take back what others have seen of a line."""
    if of.adopted_on is not None:
        yield Complaint("knowingly", ADOPTED, {"day": of.adopted_on})
    elif of.reported and of.audience != Audience.OWN:
        yield Complaint("knowingly", REPORTED)
