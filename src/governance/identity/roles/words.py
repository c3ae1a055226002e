"""The words for roles and what they are held for, in messages of the catalogue."""

from __future__ import annotations

from collections.abc import Mapping

from governance.base.actor import RoleKind
from governance.base.errors import N_
from governance.identity.roles.rules import HeldFor

ROLE_WORDS: Mapping[str, str] = {
    RoleKind.ADMINISTRATOR: N_("administrator"),
    RoleKind.LINKING_PIN: N_("linking pin"),
    RoleKind.DESIGNATED_OFFICER: N_("designated officer"),
    RoleKind.SECRETARY: N_("secretary"),
    RoleKind.CHAIR: N_("chair"),
    RoleKind.MEMBER: N_("member of the committee"),
    RoleKind.READER: N_("reader"),
    RoleKind.AUDITOR: N_("auditor"),
    RoleKind.SYSTEM_ADMINISTRATOR: N_("system administrator"),
}
ROLE_HINTS: Mapping[str, str] = {
    RoleKind.ADMINISTRATOR: N_("keeps agreements and people of an organisation"),
    RoleKind.LINKING_PIN: N_("reports for an organisation; follows the filling of the function"),
    RoleKind.DESIGNATED_OFFICER: N_("of an organisation; follows the filling of the function"),
    RoleKind.SECRETARY: N_("of a committee: accepts and returns reports"),
    RoleKind.CHAIR: N_("of a committee: adopts the regional report"),
    RoleKind.MEMBER: N_("of a committee: reads what it decides upon"),
    RoleKind.READER: N_("reads what an organisation, committee or region may see"),
    RoleKind.AUDITOR: N_(
        "reads along and checks, with the trail of an organisation or of the whole service; "
        "for a region what is in force there"
    ),
    RoleKind.SYSTEM_ADMINISTRATOR: N_("runs the service as a whole"),
}
FOR_WORDS: Mapping[str, str] = {
    HeldFor.ORGANISATION: N_("an organisation"),
    HeldFor.COMMITTEE: N_("a committee"),
    HeldFor.REGION: N_("a region"),
    HeldFor.SERVICE: N_("the whole service"),
}
