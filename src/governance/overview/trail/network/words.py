"""The words of the network, of clauses and looks, and of commitments, for the trail: acts, things,
fields and choices of all these packages."""

from __future__ import annotations

from collections.abc import Mapping

from governance.commitments import words as commitments
from governance.commitments.aiming import words as aiming
from governance.commitments.annual_plan import words as annual_plan
from governance.commitments.audience import words as audience
from governance.commitments.budget import words as budget
from governance.commitments.evidence import words as evidence
from governance.commitments.executing import words as executing
from governance.commitments.feeds import words as feeds
from governance.formation.adopting import words as clauses
from governance.library.looks import words as looks
from governance.overview.reorganisation import words as reorganisation
from governance.overview.trail.finding import words as finding
from governance.overview.trail.measuring import words as measuring
from governance.parties import words as parties
from governance.parties.abilities import words as abilities
from governance.parties.offers import words as offers
from governance.parties.regions import words as regions
from governance.parties.register import words as register
from governance.parties.routes import words as routes
from governance.parties.seating import words as seating

_PACKAGES = (
    parties, register, regions, reorganisation, seating, abilities, routes, offers, looks, clauses,
    commitments,
    aiming,
    budget,
    annual_plan,
    feeds,
    measuring,
    executing,
    audience,
    evidence,
    finding,
)  # fmt: skip


def _together(*given: Mapping[str, str]) -> Mapping[str, str]:
    return {name: word for words in given for name, word in words.items()}


ACT_WORDS = _together(*(one.ACT_WORDS for one in _PACKAGES))
KIND_WORDS = _together(
    parties.THING_WORDS,
    *(one.KIND_WORDS for one in _PACKAGES if one is not parties),
)
FIELD_WORDS = _together(*(one.FIELD_WORDS for one in _PACKAGES))
KINDS = _together(
    parties.KIND_WORDS, parties.AUTHORITY_WORDS, parties.GROUPING_WORDS, parties.COMMITTEE_WORDS,
    abilities.ABILITY_WORDS,
)  # fmt: skip
VALUE_WORDS: Mapping[str, Mapping[str, str]] = {
    **parties.VALUE_WORDS,
    **routes.VALUE_WORDS,
    **offers.VALUE_WORDS,
    **aiming.VALUE_WORDS,
    **annual_plan.VALUE_WORDS,
    **feeds.VALUE_WORDS,
    **measuring.VALUE_WORDS,
    **audience.VALUE_WORDS,
    **finding.VALUE_WORDS,
    "level": parties.LEVEL_WORDS,
}
