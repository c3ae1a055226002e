"""What the themes of clauses are called on a page."""

from __future__ import annotations

from collections.abc import Mapping

from governance.base.errors import N_
from governance.library.clauses.rules import ClauseTheme

THEME_WORDS: Mapping[ClauseTheme, str] = {
    ClauseTheme.TERM: N_("Term and entry into force"),
    ClauseTheme.PROMISES: N_("Commitments"),
    ClauseTheme.STEERING: N_("Steering and evaluation"),
    ClauseTheme.ROLES: N_("Functions"),
    ClauseTheme.PARTIES: N_("Parties and accession"),
    ClauseTheme.INFORMATION: N_("Information and openness"),
    ClauseTheme.CHANGES: N_("Amendment and withdrawal"),
    ClauseTheme.DISPUTES: N_("Disputes"),
    ClauseTheme.OTHER: N_("Other"),
}
