"""The words of reporting routes on pages and in the trail, in messages of the catalogue."""

from __future__ import annotations

from collections.abc import Mapping

from governance.base.errors import N_
from governance.parties.routes.rules import LinkPart, Source, Why

SOURCE_WORDS: Mapping[str, str] = {
    Source.OWN_OFFICER: N_("own officers"),
    Source.CITIZEN: N_("residents"),
    Source.VICTIM: N_("victims themselves"),
    Source.YOUTH_WORKER: N_("youth workers"),
    Source.SCHOOL: N_("schools"),
    Source.MEDICAL: N_("medical professionals"),
    Source.CARE: N_("care and welfare"),
    Source.POLICE: N_("police"),
    Source.INSPECTORATE: N_("inspectorates"),
    Source.EMPLOYER: N_("employers"),
    Source.CIVIL_SOCIETY: N_("civil-society organisations"),
}
PART_WORDS: Mapping[str, str] = {
    LinkPart.RECEIVES: N_("receives the signal"),
    LinkPart.WEIGHS: N_("weighs the signal"),
    LinkPart.VICTIM: N_("follows up on the victim's side"),
    LinkPart.OFFENDER: N_("follows up on the offender's side"),
}
MISSING_WORDS: Mapping[str, str] = {
    LinkPart.RECEIVES: N_("Nobody receives the signal."),
    LinkPart.WEIGHS: N_("Nobody weighs the signal."),
    LinkPart.VICTIM: N_("Nobody follows up on the victim's side."),
    LinkPart.OFFENDER: N_("Nobody follows up on the offender's side."),
}
WHY_WORDS: Mapping[str, str] = {
    Why.NOBODY: N_("No organisation is named for “{part}”."),
    Why.ENDED: N_("{name} has ended."),
    Why.VACANT: N_("Nobody fills the function of {function} at {name}."),
}
"""Why a link does not hold; for one that is not there, see ``MISSING_WORDS``."""
ACT_WORDS: Mapping[str, str] = {
    "add_route": N_("Reporting route added"),
    "change_route": N_("Reporting route changed"),
    "move_link": N_("Step of a reporting route moved"),
    "remove_route": N_("Reporting route removed"),
}
KIND_WORDS: Mapping[str, str] = {
    "reporting_route": N_("reporting route"),
    "reporting_routes": N_("list of reporting routes"),
}
FIELD_WORDS: Mapping[str, str] = {
    "does": N_("what it does"),
    "links": N_("links"),
    "place": N_("place"),
    "signals_of": N_("signals of"),
    "secrecy": N_("professional secrecy"),
    "within_days": N_("within days"),
    "without_report": N_("also without a report to the police"),
}
VALUE_WORDS: Mapping[str, Mapping[str, str]] = {"signals_of": SOURCE_WORDS}
