"""The kinds of parties, authorities, regions and functions, and what must hold of them."""

from __future__ import annotations

from enum import StrEnum


class OrganisationKind(StrEnum):
    """Partijsoort (domain notes, section 1.1)."""

    MUNICIPALITY = "municipality"
    REGION = "region"
    RIEC = "riec"
    CARE_AND_SAFETY_HOUSE = "care_and_safety_house"
    SAFETY_REGION = "safety_region"
    POLICE = "police"
    PUBLIC_PROSECUTION = "public_prosecution"
    MARECHAUSSEE = "marechaussee"
    LABOUR_AUTHORITY = "labour_authority"
    MINISTRY = "ministry"
    NATIONAL_PARTNER = "national_partner"
    CARE_PARTNER = "care_partner"
    JOINT_BODY = "joint_body"


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
    """Kind of region; one organisation is in several at once."""

    REGION = "region"
    POLICE_UNIT = "police_unit"
    RIEC = "riec"
    CARE_REGION = "care_region"
    SAFETY_REGION = "safety_region"


class FunctionKind(StrEnum):
    """A function of the field that an organisation fills (domain notes, section 1.2)."""

    LINKING_PIN = "linking_pin"
    DESIGNATED_OFFICER = "designated_officer"
    CARE_COORDINATOR = "care_coordinator"
    CHAIN_DIRECTOR = "chain_director"
    ADMINISTRATIVE_LEAD = "administrative_lead"
    PORTFOLIO_HOLDER = "portfolio_holder"


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
