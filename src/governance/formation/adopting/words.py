"""What was done with clauses: in a draft, and in an organisation's own library."""

from __future__ import annotations

from collections.abc import Mapping

from governance.base.errors import N_

ACT_WORDS: Mapping[str, str] = {
    "take_clause": N_("Clause taken into a draft"),
    "adopt_clause": N_("Newer version of a clause adopted or not"),
    "add_clause": N_("Clause added to the own library"),
    "change_clause": N_("Clause of the own library changed"),
    "use_clause": N_("Clause of the own library taken out of use, or in use again"),
}
"""Actions with clauses; the first two only where the trail names one that was refused."""
KIND_WORDS: Mapping[str, str] = {"clause": N_("clause")}
FIELD_WORDS: Mapping[str, str] = {
    "clause_version": N_("version of the clause"),
    "in_use": N_("in use"),
    "marks": N_("hashes of sections, before and after"),
    "says": N_("what this version changed"),
}
