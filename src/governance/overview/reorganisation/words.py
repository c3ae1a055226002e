"""The words of reorganisations: what moves, and what the trail says of it, in messages."""

from __future__ import annotations

from collections.abc import Mapping

from governance.base.errors import N_

KEPT_WORDS: Mapping[str, str] = {
    "entry": N_("entry in the register"),
    "acted_for": N_("organisation for which it acts"),
    "region": N_("region"),
    "committee": N_("records of a steering committee"),
}
ALONG_WORDS: Mapping[str, str] = {
    "commitments": N_("Commitments that are still owed"),
    "milestones": N_("Milestones"),
    "indicators": N_("Indicators"),
    "evidence": N_("Pieces of evidence"),
    "annual_plans": N_("Annual plans, from the year of the reorganisation on"),
    "contributions": N_("Contributions, from the year of the reorganisation on"),
    "feeds": N_("Calendar feeds"),
    "lists": N_("Shared lists"),
}
"""What goes along with the commitments, by sort."""
ACT_WORDS: Mapping[str, str] = {
    "reorganise": N_("Reorganisation carried out"),
    "carry_over": N_("Gone on at the successor"),
    "succeed_party": N_("Successor takes part in an agreement"),
    "inherit_line": N_("Commitment owed by the successor from now on"),
    "hand_over_line": N_("Commitment gone over to the successor"),
    "inherit_report": N_("Report continued by the successor"),
    "hand_over_report": N_("Report not submitted gone over to the successor"),
}
KIND_WORDS: Mapping[str, str] = {
    "reorganisation": N_("reorganisation"),
    "reporting_route": N_("reporting route"),
    "prevention_offer": N_("prevention offer"),
}
FIELD_WORDS: Mapping[str, str] = {
    "predecessors": N_("predecessors"),
    "successors": N_("successors"),
    "happens_on": N_("happens on"),
}
