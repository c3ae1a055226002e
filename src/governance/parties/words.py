"""The words of the network: kinds, levels, functions and scope, in messages of the catalogue."""

from __future__ import annotations

from collections.abc import Mapping

from governance.base.errors import N_
from governance.parties.rules import (
    Age,
    AuthorityKind,
    CommitteeKind,
    Domain,
    ExploitationForm,
    FillingPart,
    FunctionKind,
    GroupingKind,
    Level,
    MemberPart,
    OrganisationKind,
    SeatPart,
    TargetGroup,
)

KIND_WORDS: Mapping[str, str] = {
    OrganisationKind.MUNICIPALITY: N_("municipality"),
    OrganisationKind.PROVINCE: N_("province"),
    OrganisationKind.WATER_AUTHORITY: N_("water authority"),
    OrganisationKind.CARIBBEAN_BODY: N_("public body in the Caribbean"),
    OrganisationKind.REGION: N_("cooperation of a region"),
    OrganisationKind.RIEC: N_("RIEC"),
    OrganisationKind.LIEC: N_("LIEC"),
    OrganisationKind.CARE_AND_SAFETY_HOUSE: N_("care and safety house"),
    OrganisationKind.SAFETY_REGION: N_("safety region"),
    OrganisationKind.JOINT_BODY: N_("joint body"),
    OrganisationKind.POLICE: N_("police"),
    OrganisationKind.PUBLIC_PROSECUTION: N_("Public Prosecution Service"),
    OrganisationKind.MARECHAUSSEE: N_("Royal Marechaussee"),
    OrganisationKind.LABOUR_AUTHORITY: N_("Labour Authority"),
    OrganisationKind.INSPECTORATE: N_("inspectorate"),
    OrganisationKind.MINISTRY: N_("ministry"),
    OrganisationKind.AGENCY: N_("other government organisation"),
    OrganisationKind.NATIONAL_PARTNER: N_("national organisation"),
    OrganisationKind.CARE_PARTNER: N_("care organisation"),
    OrganisationKind.MEDICAL_PARTNER: N_("medical organisation"),
    OrganisationKind.EDUCATION_PARTNER: N_("education"),
    OrganisationKind.MIGRANT_ORGANISATION: N_("migrant organisation"),
    OrganisationKind.CIVIL_SOCIETY: N_("civil-society organisation"),
    OrganisationKind.INTERNATIONAL_PARTNER: N_("international partner"),
}
LEVEL_WORDS: Mapping[str, str] = {
    Level.LOCAL: N_("local"),
    Level.REGIONAL: N_("regional"),
    Level.NATIONAL: N_("national"),
    Level.INTERNATIONAL: N_("international"),
}
AUTHORITY_WORDS: Mapping[str, str] = {
    AuthorityKind.EXECUTIVE: N_("municipal executive"),
    AuthorityKind.MAYOR: N_("mayor"),
    AuthorityKind.COUNCIL: N_("municipal council"),
    AuthorityKind.BOARD: N_("board of a public body"),
    AuthorityKind.CHIEF_PROSECUTOR: N_("chief prosecutor"),
    AuthorityKind.POLICE_CHIEF: N_("police chief"),
    AuthorityKind.MINISTER: N_("minister"),
    AuthorityKind.FOUNDATION_BOARD: N_("board of a foundation"),
}
GROUPING_WORDS: Mapping[str, str] = {
    GroupingKind.REGION: N_("own cooperation"),
    GroupingKind.SAFETY_REGION: N_("safety region"),
    GroupingKind.POLICE_UNIT: N_("police unit"),
    GroupingKind.RIEC: N_("RIEC area"),
    GroupingKind.CARE_REGION: N_("care region"),
    GroupingKind.HEALTH_REGION: N_("GGD region"),
    GroupingKind.DISTRICT: N_("district"),
    GroupingKind.PROVINCE: N_("province"),
}
MEMBER_WORDS: Mapping[str, str] = {
    MemberPart.MEMBER: N_("member of the region"),
    MemberPart.HOST: N_("centre municipality"),
}
FUNCTION_WORDS: Mapping[str, str] = {
    FunctionKind.CASE_DIRECTION_OWNER: N_("owner of local case direction"),
    FunctionKind.LINKING_PIN: N_("linking pin"),
    FunctionKind.DESIGNATED_OFFICER: N_("designated officer"),
    FunctionKind.CARE_COORDINATOR: N_("care coordinator"),
    FunctionKind.CHAIN_DIRECTOR: N_("chain director"),
    FunctionKind.ADMINISTRATIVE_LEAD: N_("administrative lead"),
    FunctionKind.PORTFOLIO_HOLDER: N_("portfolio holder"),
    FunctionKind.SIGNAL_MEETING_CHAIR: N_("chair of the signal meeting"),
    FunctionKind.CONTACT_POINT: N_("contact point"),
}
FILLING_PART_WORDS: Mapping[str, str] = {
    FillingPart.HOLDER: N_("fills it"),
    FillingPart.DEPUTY: N_("deputy"),
}
AGE_WORDS: Mapping[str, str] = {
    Age.ALL: N_("every age"),
    Age.UNDER_18: N_("under 18"),
    Age.FROM_18: N_("18 and over"),
    Age.UNDER_23: N_("under 23"),
    Age.FROM_23: N_("23 and over"),
}
DOMAIN_WORDS: Mapping[str, str] = {
    Domain.ALL: N_("care and safety"),
    Domain.CARE: N_("care"),
    Domain.SAFETY: N_("safety"),
}
EXPLOITATION_WORDS: Mapping[str, str] = {
    ExploitationForm.ALL: N_("every form of exploitation"),
    ExploitationForm.SEXUAL: N_("sexual exploitation"),
    ExploitationForm.LABOUR: N_("labour exploitation"),
    ExploitationForm.CRIMINAL: N_("criminal exploitation"),
    ExploitationForm.ORGAN_REMOVAL: N_("forced organ removal"),
}
COMMITTEE_WORDS: Mapping[str, str] = {
    CommitteeKind.STEERING_COMMITTEE: N_("steering committee"),
    CommitteeKind.WORKING_GROUP: N_("working group"),
    CommitteeKind.PROGRAMME_BOARD: N_("programme board"),
    CommitteeKind.REGIONAL_TABLE: N_("regional table"),
    CommitteeKind.SIGNAL_MEETING: N_("signal meeting"),
    CommitteeKind.CASE_CONFERENCE: N_("case conference"),
    CommitteeKind.DRIEHOEK: N_("local authority triangle"),
}
SEAT_WORDS: Mapping[str, str] = {
    SeatPart.CHAIR: N_("chair"),
    SeatPart.SECRETARY: N_("secretary"),
    SeatPart.MEMBER: N_("member"),
}
TARGET_WORDS: Mapping[str, str] = {
    TargetGroup.PUBLIC: N_("residents"),
    TargetGroup.PUPILS: N_("pupils"),
    TargetGroup.STUDENTS: N_("students"),
    TargetGroup.PARENTS: N_("parents and carers"),
    TargetGroup.YOUTH_IN_CARE: N_("young people in care"),
    TargetGroup.VICTIMS: N_("victims"),
    TargetGroup.SEX_WORKERS: N_("sex workers"),
    TargetGroup.LABOUR_MIGRANTS: N_("labour migrants"),
    TargetGroup.ASYLUM_SEEKERS: N_("asylum seekers"),
    TargetGroup.PEOPLE_WITH_A_MILD_INTELLECTUAL_DISABILITY: N_(
        "people with a mild intellectual disability"
    ),
    TargetGroup.PROFESSIONALS: N_("professionals"),
    TargetGroup.EMPLOYERS: N_("employers"),
    TargetGroup.OFFENDERS: N_("offenders"),
}
ACT_WORDS: Mapping[str, str] = {
    "fill_function": N_("Function filled"),
    "change_filling": N_("Filling of a function corrected"),
    "stop_filling": N_("Filling of a function ended"),
    "confirm_filling": N_("Filling of a function confirmed"),
    "confirm_by_link": N_("Functions confirmed from a mail"),
    "remind_of_fillings": N_("Asked whether functions are still right"),
    "ask_to_fill": N_("Asked to fill a function"),
    "fulfil_request": N_("Question answered: filled"),
    "decline_request": N_("Question answered: not filled"),
    "withdraw_request": N_("Question withdrawn"),
    "import": N_("Register taken over"),
    "hand_in_register": N_("Register handed in"),
    "take_register_over": N_("Register taken over"),
    "put_import_aside": N_("Register put aside"),
    "ask_again": N_("Asked again whether a filling is right"),
    "import_boundaries": N_("Boundaries imported"),
    "hand_in_boundaries": N_("Boundaries handed in"),
    "draw_boundaries": N_("Boundaries drawn"),
    "put_boundaries_aside": N_("Boundaries put aside"),
    "change_executive": N_("Change of executive noted"),
}
"""What the trail calls what was done in the network."""
THING_WORDS: Mapping[str, str] = {
    "filling_request": N_("question to fill a function"),
    "filling_reminder": N_("question whether functions are still right"),
    "fillings": N_("list of functions"),
    "coverage": N_("coverage"),
    "import": N_("register that was handed in"),
    "register": N_("register"),
    "boundary_set": N_("boundaries of the map"),
    "boundary_import": N_("boundaries that were handed in"),
}
FIELD_WORDS: Mapping[str, str] = {
    "age": N_("age"),
    "answer": N_("answer"),
    "asked_again": N_("asked again"),
    "ended": N_("ended"),
    "confirmed_on": N_("last confirmed on"),
    "domain": N_("domain"),
    "email": N_("work e-mail"),
    "exploitation": N_("form of exploitation"),
    "fte": N_("FTE"),
    "fte_agreed": N_("agreed FTE"),
    "grouping": N_("region"),
    "mailbox": N_("functional mailbox"),
    "mandate": N_("mandate"),
    "note": N_("note"),
    "part": N_("holder or deputy"),
    "provider": N_("provided by"),
    "shielded": N_("shielded"),
    "telephone": N_("telephone"),
}
VALUE_WORDS: Mapping[str, Mapping[str, str]] = {
    "function": FUNCTION_WORDS,
    "age": AGE_WORDS,
    "domain": DOMAIN_WORDS,
    "exploitation": EXPLOITATION_WORDS,
    "part": {**FILLING_PART_WORDS, **SEAT_WORDS, **MEMBER_WORDS},
}
