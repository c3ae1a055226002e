"""The matrix in words: areas, actions, roles, and on what a role is held."""

from __future__ import annotations

from collections.abc import Mapping

from governance.agreements.words import STATE_WORDS as AGREEMENT_STATES
from governance.base.actor import RoleKind
from governance.base.errors import N_
from governance.base.permissions import Reach
from governance.notices.words import STATE_WORDS as NOTICE_STATES
from governance.reporting.opening.rules import RoundState
from governance.reporting.rules import ReportState

ROLE_WORDS: Mapping[str, str] = {
    RoleKind.ADMINISTRATOR: N_("administrator"),
    RoleKind.LINKING_PIN: N_("linking pin"),
    RoleKind.SECRETARY: N_("secretary"),
    RoleKind.CHAIR: N_("chair"),
    RoleKind.MEMBER: N_("committee member"),
    RoleKind.DESIGNATED_OFFICER: N_("designated officer"),
    RoleKind.AUDITOR: N_("auditor"),
    RoleKind.READER: N_("reader"),
    RoleKind.SYSTEM_ADMINISTRATOR: N_("system administrator"),
}
REACH_WORDS: Mapping[str, str] = {
    Reach.KEEPER: N_("of the own organisation that keeps it"),
    Reach.PARTY: N_("of the own organisation that is a party"),
    Reach.OWN: N_("of the own organisation"),
    Reach.COMMITTEE: N_("of the own committee"),
    Reach.REGION: N_("of the own region"),
    Reach.SERVICE: N_("of the service itself"),
    Reach.ALL: N_("everything"),
}
OPEN_WORDS: Mapping[str, str] = {
    "everybody": N_("everybody"),
    "signed_in": N_("whoever is signed in"),
    "nobody": N_("by its own rule, nobody by hand"),
    "oneself": N_("whoever it is about"),
}
AREA_WORDS: Mapping[str, str] = {
    "service": N_("The service"),
    "session": N_("Being signed in"),
    "account": N_("The own account"),
    "start": N_("Start page"),
    "permission": N_("Who may do what"),
    "model": N_("Model agreements"),
    "clause": N_("Clauses of the own library"),
    "register": N_("Organisations"),
    "region": N_("Regions"),
    "network": N_("The network"),
    "filling": N_("Functions and who fills them"),
    "table": N_("Tables and seats"),
    "offer": N_("Prevention offer"),
    "filling_request": N_("Questions to fill a function"),
    "ability": N_("What organisations can and cannot do"),
    "reporting_route": N_("Reporting routes"),
    "template": N_("House style and letters"),
    "agreement": N_("Agreements"),
    "commitment": N_("Commitments"),
    "saved_view": N_("Lists of commitments under a name"),
    "round": N_("Report rounds"),
    "report": N_("Reports of parties"),
    "regional_report": N_("Regional reports"),
    "dashboard": N_("Dashboard"),
    "trail": N_("Trail"),
    "notice": N_("Mail"),
    "person": N_("People"),
    "role": N_("Roles"),
    "invitation": N_("Invitations"),
    "review": N_("Reviews of roles"),
    "token": N_("API tokens"),
}
ACTION_WORDS: Mapping[str, str] = {
    "read": N_("read"),
    "open": N_("sign in, read the description of the API"),
    "end": N_("end a session"),
    "sign_out": N_("sign out"),
    "confirm": N_("confirm who one is"),
    "change": N_("change what one signs in with"),
    "manage": N_("see and change"),
    "begin": N_("begin from a model"),
    "set": N_("choose and change"),
    "prioritise": N_("change the priority"),
    "change_terms": N_("change the terms"),
    "save_answers": N_("fill in the text"),
    "write_letters": N_("make letters"),
    "read_returned_file": N_("read a file that came back"),
    "read_versions": N_("read the versions of the text"),
    "read_life": N_("read the life of an agreement"),
    "edit_text": N_("change the articles"),
    "fix_version": N_("fix a version"),
    "remark": N_("make a remark on a draft"),
    "hand_in_file": N_("hand in a file that came back"),
    "decide_proposals": N_("decide upon proposals"),
    "settle_remark": N_("settle a remark"),
    "describe": N_("fill in the details of an existing agreement"),
    "settle_name": N_("say which organisation a name in the file of an existing agreement is"),
    "register_agreement": N_("register an existing agreement"),
    "reopen_registration": N_("take a registration back to draft"),
    "register_ended": N_("register as ended by its last day"),
    "set_parties": N_("choose the parties"),
    "share_draft": N_("share the draft with the parties"),
    "stop_sharing": N_("stop sharing the draft"),
    "answer_checklist": N_("answer the checklist"),
    "put_up_for_decision": N_("put up for decision"),
    "begin_amendment": N_("begin an amendment"),
    "begin_addendum": N_("begin an addendum"),
    "choose_predecessor": N_("say which agreement it follows"),
    "take_over_changes": N_("take over what changed in the agreement"),
    "withdraw_amendment": N_("withdraw the amendment"),
    "merge_amendment": N_("make the amendment part of the agreement"),
    "return_amendment": N_("send back what cannot be merged"),
    "remove_draft": N_("remove the draft"),
    "take_back": N_("take back to draft"),
    "read_chain": N_("read the steps of a party before it decides"),
    "read_advice": N_("read what officials advised a party"),
    "set_chain": N_("choose the steps of a party before it decides"),
    "record_advice": N_("note a step of a party before it decides"),
    "record_decision": N_("record the decision"),
    "record_signature": N_("record the signature"),
    "correct_decision": N_("correct the decision"),
    "correct_signature": N_("correct the signature"),
    "remove_decision": N_("remove the decision"),
    "remove_signature": N_("remove the signature"),
    "attach_scan": N_("attach a scan to the signature"),
    "remove_scan": N_("take a scan off the signature"),
    "complete": N_("seal once all have signed"),
    "enter_into_force": N_("bring into force on its day"),
    "record_publication": N_("record the publication"),
    "give_notice": N_("give notice"),
    "revoke_notice": N_("take a notice back"),
    "ask_consent": N_("ask all parties for their consent"),
    "record_consent": N_("record the consent of a party"),
    "close_request": N_("withdraw a request to all parties"),
    "record_event": N_("record the event that ends it"),
    "conclude_consultation": N_("record what the others decide"),
    "end_agreement": N_("end on its day"),
    "open_round": N_("open a round"),
    "remove_round": N_("remove a round"),
    "edit": N_("write"),
    "approve": N_("record the internal approval"),
    "submit": N_("submit"),
    "return": N_("return"),
    "accept": N_("accept"),
    "prepare": N_("prepare the words"),
    "adopt": N_("adopt"),
    "retry": N_("try again"),
    "give_up": N_("give up"),
    "send": N_("send"),
    "fail": N_("stop after too many attempts"),
    "lapse": N_("let go what came too late"),
    "call_off": N_("call off what is not needed any more"),
    "of_agreement": N_("read what stands in it of an agreement"),
    "of_organisation": N_("read all of an organisation"),
    "of_person": N_("read what a person did"),
    "list": N_("see who there is"),
    "join": N_("let somebody join"),
    "change_details": N_("change the details"),
    "invite": N_("invite again"),
    "new_access": N_("give new access"),
    "move": N_("note a move"),
    "leave": N_("let somebody leave"),
    "end_sessions": N_("end all sessions"),
    "erase": N_("erase the details"),
    "give": N_("give a role"),
    "make": N_("make one"),
    "withdraw": N_("withdraw"),
    "stand_in": N_("let somebody stand in"),
    "carry_out": N_("carry out"),
    "finish": N_("complete"),
    "fill": N_("fill a function"),
    "ask": N_("ask to fill a function"),
    "confirm_by_link": N_("confirm by the link of a mail"),
    "change_executive": N_("note a change of executive"),
    "keep": N_("add, change and end"),
    "seat": N_("give, change and end a seat"),
    "decline": N_("say why it is not filled"),
    "add": N_("add"),
    "remove": N_("remove"),
    "reorganise": N_("note a reorganisation"),
    "admit": N_("let organisations in, and end that"),
}
STATE_WORDS: Mapping[str, str] = {
    **AGREEMENT_STATES,
    **NOTICE_STATES,
    "shared_draft": N_("draft, shared"),
    ReportState.APPROVED: N_("approved"),
    ReportState.SUBMITTED: N_("submitted"),
    ReportState.RETURNED: N_("returned"),
    ReportState.ACCEPTED: N_("accepted"),
    ReportState.ADOPTED: N_("adopted"),
    RoundState.UNTOUCHED: N_("untouched"),
}


IN_AREA: Mapping[tuple[str, str], str] = {
    ("session", "read"): N_("see the own sessions"),
    ("filling", "change"): N_("correct a filling"),
    ("filling", "end"): N_("end a filling"),
    ("filling", "confirm_by_link"): N_("confirm by the link of a mail"),
    ("filling", "confirm"): N_("confirm that a filling is still right"),
    ("account", "read"): N_("see what one signs in with"),
}
"""What the page says where the word of the file says little beside its heading."""


def shown_words(area: str, action: str) -> str:
    """What an action is called on the page."""
    return IN_AREA.get((area, action)) or action_words(area, action)


OTHERWISE: Mapping[tuple[str, str], str] = {
    ("agreement", "end"): ACTION_WORDS["end_agreement"],
    ("register", "change"): N_("change, rename and end"),
    ("register", "import"): N_("take registers over"),
    ("network", "draw"): N_("choose the boundaries of the map"),
    ("region", "change"): N_("change and end"),
    ("ability", "change"): N_("change what is said"),
    ("reporting_route", "change"): N_("change a route with its links"),
}
"""Actions that are called otherwise in one area."""


def action_words(area: str, action: str) -> str:
    """What an action is called in its area."""
    return OTHERWISE.get((area, action)) or ACTION_WORDS[action]
