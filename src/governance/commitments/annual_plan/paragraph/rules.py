"""The moments of the planning and control cycle of a municipality. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from governance.base.errors import N_


class Moment(StrEnum):
    """For which paper of the cycle a text is."""

    FRAMEWORK = "framework"
    BUDGET = "budget"
    INTERIM = "interim"
    ACCOUNTS = "accounts"


MOMENT_WORDS: Mapping[str, str] = {
    Moment.FRAMEWORK: N_("framework memorandum"),
    Moment.BUDGET: N_("budget"),
    Moment.INTERIM: N_("interim report"),
    Moment.ACCOUNTS: N_("annual accounts"),
}
AHEAD = (Moment.FRAMEWORK, Moment.BUDGET)
"""The papers that look ahead; the others look back."""
