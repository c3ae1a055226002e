"""The words of API tokens, in messages of the catalogue."""

from __future__ import annotations

from collections.abc import Mapping

from governance.base.actor import RoleKind
from governance.base.errors import N_
from governance.identity.roles import words as roles
from governance.identity.tokens.rules import TokenState

ROLE_HINTS: Mapping[str, str] = {
    **roles.ROLE_HINTS,
    RoleKind.ADMINISTRATOR: N_("keeps agreements of an organisation"),
    RoleKind.LINKING_PIN: N_("reports for an organisation"),
    RoleKind.CHAIR: roles.ROLE_HINTS[RoleKind.MEMBER],
    RoleKind.DESIGNATED_OFFICER: N_("reads what an organisation may see"),
}
"""A token looks after no people, fills no function and adopts nothing."""
STATE_WORDS: Mapping[str, str] = {
    TokenState.WORKS: N_("works"),
    TokenState.ENDS_SOON: N_("ends soon"),
    TokenState.ENDED: N_("ended"),
    TokenState.WITHDRAWN: N_("withdrawn"),
}
STATE_TONES: Mapping[str, str] = {
    TokenState.WORKS: "good",
    TokenState.ENDS_SOON: "warning",
    TokenState.ENDED: "done",
    TokenState.WITHDRAWN: "done",
}
ACT_WORDS: Mapping[str, str] = {
    "make_token": N_("API token made"),
    "withdraw_token": N_("API token withdrawn"),
    "use_token": N_("Coming in with an API token"),
}
"""What the trail calls what was done with tokens."""
KIND_WORDS: Mapping[str, str] = {"token": N_("API token")}
FIELD_WORDS: Mapping[str, str] = {
    "token_name": N_("name of the token"),
    "roles": N_("roles"),
    "withdrawn_at": N_("withdrawn at"),
}
VALUE_WORDS: Mapping[str, Mapping[str, str]] = {"roles": roles.ROLE_WORDS}
