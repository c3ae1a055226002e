"""The kinds of parties, authorities, regions and functions, and what must hold of them."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class OrganisationKind(StrEnum):
    """Partijsoort (domain notes, section 1.1)."""

    MUNICIPALITY = "municipality"
    PROVINCE = "province"
    WATER_AUTHORITY = "water_authority"
    CARIBBEAN_BODY = "caribbean_body"
    REGION = "region"
    RIEC = "riec"
    LIEC = "liec"
    CARE_AND_SAFETY_HOUSE = "care_and_safety_house"
    SAFETY_REGION = "safety_region"
    JOINT_BODY = "joint_body"
    POLICE = "police"
    PUBLIC_PROSECUTION = "public_prosecution"
    MARECHAUSSEE = "marechaussee"
    LABOUR_AUTHORITY = "labour_authority"
    INSPECTORATE = "inspectorate"
    MINISTRY = "ministry"
    AGENCY = "agency"
    NATIONAL_PARTNER = "national_partner"
    CARE_PARTNER = "care_partner"
    MEDICAL_PARTNER = "medical_partner"
    EDUCATION_PARTNER = "education_partner"
    MIGRANT_ORGANISATION = "migrant_organisation"
    CIVIL_SOCIETY = "civil_society"
    INTERNATIONAL_PARTNER = "international_partner"


class Level(StrEnum):
    """On which level an organisation works."""

    LOCAL = "local"
    REGIONAL = "regional"
    NATIONAL = "national"
    INTERNATIONAL = "international"


_K = OrganisationKind
_REGIONAL = (
    _K.PROVINCE, _K.WATER_AUTHORITY, _K.REGION, _K.RIEC, _K.CARE_AND_SAFETY_HOUSE,
    _K.SAFETY_REGION, _K.JOINT_BODY, _K.POLICE, _K.PUBLIC_PROSECUTION,
)  # fmt: skip
_NATIONAL = (
    _K.LIEC, _K.MARECHAUSSEE, _K.LABOUR_AUTHORITY, _K.INSPECTORATE, _K.MINISTRY, _K.AGENCY,
    _K.NATIONAL_PARTNER,
)  # fmt: skip
USUAL_LEVEL: Mapping[OrganisationKind, Level] = MappingProxyType(
    {kind: Level.LOCAL for kind in OrganisationKind}
    | dict.fromkeys(_REGIONAL, Level.REGIONAL)
    | dict.fromkeys(_NATIONAL, Level.NATIONAL)
    | {_K.INTERNATIONAL_PARTNER: Level.INTERNATIONAL}
)
"""On which level a kind usually works: what a form or a register begins with."""


class AuthorityKind(StrEnum):
    """Kind of bestuursorgaan through which an organisation acts, in the order of a text."""

    EXECUTIVE = "executive"
    MAYOR = "mayor"
    COUNCIL = "council"
    BOARD = "board"
    CHIEF_PROSECUTOR = "chief_prosecutor"
    POLICE_CHIEF = "police_chief"
    MINISTER = "minister"
    FOUNDATION_BOARD = "foundation_board"


class GroupingKind(StrEnum):
    """Kind of region; one organisation is in several at once, and none lies within another."""

    REGION = "region"
    SAFETY_REGION = "safety_region"
    POLICE_UNIT = "police_unit"
    RIEC = "riec"
    CARE_REGION = "care_region"
    HEALTH_REGION = "health_region"
    DISTRICT = "district"
    PROVINCE = "province"


class MemberPart(StrEnum):
    """What an organisation is in a region."""

    MEMBER = "member"
    HOST = "host"
    """Centrumgemeente: arranges care and shelter for the others of a care region."""


class FunctionKind(StrEnum):
    """A function of the field that an organisation fills (domain notes, section 1.2)."""

    CASE_DIRECTION_OWNER = "case_direction_owner"
    LINKING_PIN = "linking_pin"
    DESIGNATED_OFFICER = "designated_officer"
    CARE_COORDINATOR = "care_coordinator"
    CHAIN_DIRECTOR = "chain_director"
    ADMINISTRATIVE_LEAD = "administrative_lead"
    PORTFOLIO_HOLDER = "portfolio_holder"
    SIGNAL_MEETING_CHAIR = "signal_meeting_chair"
    CONTACT_POINT = "contact_point"


class FillingPart(StrEnum):
    """Whether somebody fills a function, or is there for when that one is not."""

    HOLDER = "holder"
    DEPUTY = "deputy"


class Age(StrEnum):
    """Of victims of which age a filling is; care coordination often differs at 18 or 23."""

    ALL = ""
    UNDER_18 = "under_18"
    FROM_18 = "from_18"
    UNDER_23 = "under_23"
    FROM_23 = "from_23"


class Domain(StrEnum):
    """For which side of the work a filling is."""

    ALL = ""
    CARE = "care"
    SAFETY = "safety"


class ExploitationForm(StrEnum):
    """Form of exploitation (vorm van uitbuiting), as the criminal law tells them apart."""

    ALL = ""
    SEXUAL = "sexual"
    LABOUR = "labour"
    CRIMINAL = "criminal"
    ORGAN_REMOVAL = "organ_removal"


class CommitteeKind(StrEnum):
    """Kind of table at which organisations sit."""

    STEERING_COMMITTEE = "steering_committee"
    WORKING_GROUP = "working_group"
    PROGRAMME_BOARD = "programme_board"
    REGIONAL_TABLE = "regional_table"
    SIGNAL_MEETING = "signal_meeting"
    CASE_CONFERENCE = "case_conference"
    DRIEHOEK = "driehoek"


class TargetGroup(StrEnum):
    """For whom something is meant."""

    PUBLIC = "public"
    PUPILS = "pupils"
    STUDENTS = "students"
    PARENTS = "parents"
    YOUTH_IN_CARE = "youth_in_care"
    VICTIMS = "victims"
    SEX_WORKERS = "sex_workers"
    LABOUR_MIGRANTS = "labour_migrants"
    ASYLUM_SEEKERS = "asylum_seekers"
    PEOPLE_WITH_A_MILD_INTELLECTUAL_DISABILITY = "mild_intellectual_disability"
    PROFESSIONALS = "professionals"
    EMPLOYERS = "employers"
    OFFENDERS = "offenders"


class SeatPart(StrEnum):
    """What a seat does in its committee."""

    CHAIR = "chair"
    SECRETARY = "secretary"
    MEMBER = "member"


class Audience(StrEnum):
    """Who a line may be shown to, from the narrowest to everybody."""

    OWN = "own"
    OFFICIALS = "officials"
    COMMITTEE = "committee"
    PUBLIC = "public"


def short_of(kind: str, name: str) -> str:
    """How an organisation is called in tables and drawings: ``Gemeente Beek`` is ``Beek`` there."""
    word = {OrganisationKind.MUNICIPALITY: "gemeente ", OrganisationKind.PROVINCE: "provincie "}
    begins = next((said for of, said in word.items() if of == kind), "")
    return (name[len(begins) :] if begins and name.lower().startswith(begins) else name)[:80]
