"""What a party hands in about who may see how its commitment stands."""

from __future__ import annotations

from governance.base.signs import Lines
from governance.base.version import Seen
from governance.commitments.warning.forms import Asked, Code


class AudienceForm(Asked, frozen=True, rename="camel"):
    """``audience``: own, officials, committee or public. ``knowingly``: what others have seen
    already is not taken back by a narrower one. ``not_case_data``: what in the reason looks like
    case data is none. ``version`` is the line's as it was seen."""

    audience: Code
    reason: Lines = ""
    knowingly: bool = False
    version: Seen = None
