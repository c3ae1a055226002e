"""The words of the trail: acts, things, fields, results and origins, in messages."""

from __future__ import annotations

from collections.abc import Mapping

from governance.agreements import words as agreed
from governance.agreements.advising import words as advising
from governance.agreements.living import words as living
from governance.agreements.registering.words import NAME_WORDS
from governance.agreements.registering.words import TRAIL_WORDS as REGISTERED
from governance.agreements.telling.rules import LISTS, TERM_NAMES
from governance.audit.rules import Result
from governance.base.errors import N_
from governance.base.origin import Way
from governance.commitments.rules import STATE_WORDS as LINE_STATES
from governance.formation.checklist import words as checklist
from governance.formation.editing.words import ACT_WORDS as EDITING_ACTS
from governance.identity.noting.words import ACCOUNT_WORDS
from governance.identity.people.words import ACT_WORDS as PEOPLE_ACTS
from governance.identity.people.words import FIELD_WORDS as PEOPLE_FIELDS
from governance.identity.people.words import KIND_WORDS as PEOPLE_KINDS
from governance.identity.providers.words import PURPOSE_WORDS, REASON_WORDS
from governance.identity.reviewing.words import ACT_WORDS as REVIEW_ACTS
from governance.identity.reviewing.words import FIELD_WORDS as REVIEW_FIELDS
from governance.identity.reviewing.words import KIND_WORDS as REVIEW_KINDS
from governance.identity.roles.words import ROLE_WORDS
from governance.identity.sessions.words import METHOD_WORDS
from governance.identity.tokens import words as tokens
from governance.notices.words import ACT_WORDS as NOTICE_ACTS
from governance.notices.words import KIND_WORDS as NOTICE_KINDS
from governance.notices.words import STATE_WORDS as NOTICE_STATES
from governance.overview.trail.network import words as network
from governance.reporting.words import STATE_WORDS as REPORT_STATES

FILE = N_("trail")
"""How the file of an export is called."""
VERB_WORDS: Mapping[str, str] = {
    **agreed.ACT_WORDS,
    **NOTICE_ACTS,
    **ACCOUNT_WORDS,
    "remove_draft": N_("Draft removed"),
    "share_draft": N_("Draft shared with the parties"),
    "stop_sharing": N_("Draft no longer shared"),
    "open_lines": N_("Commitments came into force"),
    "apply_report": N_("Report counted in the commitments"),
    "open_round": N_("Report round opened"),
    "remove_round": N_("Report round removed"),
    "save_line": N_("Commitment reported on"),
    "nothing_changed": N_("Commitment reported as unchanged"),
    "save_report": N_("General part of the report written"),
    "approve": N_("Internal approval recorded"),
    "submit": N_("Report submitted"),
    "return": N_("Report returned"),
    "accept": N_("Report accepted"),
    "prepare": N_("Regional report prepared"),
    "adopt": N_("Regional report adopted"),
    "store_file": N_("File kept"),
    "refuse_file": N_("File refused"),
    "download": N_("File downloaded"),
    "export": N_("Exported"),
    "exported": N_("Exported"),
    "signed_in": N_("Signed in"),
    "signed_out": N_("Signed out"),
    "sign_in": N_("Signing in"),
    "finish": N_("Signing in through a provider"),
    "end_from_provider": N_("Signed out"),
    "confirmed": N_("Confirmed who it is"),
    "sign_out": N_("Signing out"),
    "make_checkpoint": N_("Checkpoint of the trail signed"),
    "open": N_("Page opened"),
    "begin": N_("Draft begun from a model"),
    "fill_in": N_("Text filled in"),
    "take_commitments": N_("Commitments of the model taken over"),
    "sign": N_("Signature recorded"),
    "send_back": N_("Report returned"),
    "export_trail": N_("Trail exported"),
    "export_permissions": N_("Table of who may do what exported"),
    **PEOPLE_ACTS,
    **REVIEW_ACTS,
    **tokens.ACT_WORDS,
    **EDITING_ACTS,
    **network.ACT_WORDS,
}
"""What was done, also by the names of actions where somebody was refused."""
KIND_WORDS: Mapping[str, str] = {
    "agreement": N_("agreement"),
    "organisation": N_("organisation"),
    "person": N_("person"),
    "service": N_("the service itself"),
    "session": N_("session"),
    "passkey": N_("passkey"),
    "identity_link": N_("account at a provider"),
    "round": N_("report round"),
    "report": N_("report"),
    "report_line": N_("line of a report"),
    "line": N_("line of a report"),
    "regional_report": N_("regional report"),
    "commitment": N_("commitment"),
    "party_authority": N_("authority of a party"),
    "file": N_("file"),
    "returned_file": N_("file that came back"),
    "checkpoint": N_("checkpoint"),
    "committee": N_("steering committee"),
    "notice": N_("message"),
    "permissions": N_("who may do what"),
    **PEOPLE_KINDS,
    "review": N_("review of roles"),
    **tokens.KIND_WORDS,
    **network.KIND_WORDS,
}
RESULT_WORDS: Mapping[str, str] = {
    Result.DONE: N_("carried out"),
    Result.REFUSED: N_("refused"),
    Result.FAILED: N_("failed"),
}
RESULT_TONES: Mapping[str, str] = {
    Result.DONE: "good",
    Result.REFUSED: "warning",
    Result.FAILED: "bad",
}
ORIGIN_WORDS: Mapping[str, str] = {
    Way.WEB: N_("on a page"),
    Way.API: N_("through the API"),
    Way.SERVICE: N_("by the service itself"),
    Way.COMMAND: N_("by a command"),
}
FIELD_WORDS: Mapping[str, str] = {
    **TERM_NAMES,
    **LISTS,
    **REGISTERED,
    "adopted_at": N_("adopted at"),
    "adopted_by_function": N_("adopted by"),
    "adopted_on": N_("adopted on"),
    "agreement": N_("agreement"),
    "answered": N_("answered"),
    "approved_by_function": N_("approved by"),
    "approved_on": N_("approved on"),
    "accepted_at": N_("accepted at"),
    "authority": N_("authority"),
    "bottlenecks": N_("bottlenecks"),
    "capacity": N_("capacity"),
    "capacity_fte": N_("capacity in FTE"),
    "capacity_reference": N_("number of the mandate"),
    "chains": N_("chains"),
    "confirmed_by": N_("confirmed by"),
    "decided_by": N_("decided by"),
    "decided_on": N_("decided on"),
    "decisions_asked": N_("decisions asked"),
    "decisions_dropped": N_("decisions that fell away"),
    "done_on": N_("reached on"),
    "due_on": N_("to be submitted by"),
    "ends_on": N_("ends on"),
    "entered_by": N_("entered by"),
    "entered_into_force_on": N_("in force from"),
    "entered_on": N_("in force from"),
    "ended_by": N_("ended by"),
    "file": N_("file"),
    "returned_file": N_("file that came back"),
    "file_id": N_("number of the file"),
    "filters": N_("filters"),
    "forecast_on": N_("expected on"),
    "found": N_("found by the virus scanner"),
    "hash": N_("hash"),
    "line": N_("line of a report"),
    "lines": N_("lines"),
    "measure": N_("measure"),
    "measured_on": N_("measured on"),
    "message": N_("kind of message"),
    "media_type": N_("kind of file"),
    "method": N_("method of the request"),
    "model": N_("model"),
    "model_key": N_("model"),
    "model_version": N_("version of the model"),
    "money_euros": N_("money in euros"),
    "number": N_("number of the decision"),
    "of": N_("of"),
    "on_behalf_of": N_("on behalf of"),
    "opens_on": N_("opens on"),
    "organisation": N_("organisation"),
    "outcome": N_("outcome"),
    "outlook": N_("outlook"),
    "party_authority": N_("authority of a party"),
    "person": N_("person"),
    "period_from": N_("period from"),
    "period_until": N_("period until"),
    "provider": N_("provider"),
    "purpose": N_("purpose"),
    "range": N_("part of the file"),
    "reason": N_("reason"),
    "reports": N_("reports"),
    "reports_due": N_("reports due"),
    "risks": N_("risks"),
    "route": N_("address of the request"),
    "scans_dropped": N_("scans that came off"),
    "search_key": N_("words to search by"),
    "shared_at": N_("shared since"),
    "sha256": N_("hash"),
    "signatures_dropped": N_("signatures that fell away"),
    "signed_by_function": N_("signed by"),
    "signed_in_by": N_("signed in by"),
    "signed_on": N_("signed on"),
    "size": N_("size in bytes"),
    "sort_key": N_("words to sort by"),
    "state": N_("state"),
    "states": N_("states"),
    "submitted_at": N_("submitted at"),
    "summary": N_("main message"),
    "unchanged": N_("unchanged"),
    "value": N_("measured value"),
    "version": N_("version"),
    "words": N_("words"),
    **living.FIELD_WORDS,
    **advising.FIELD_WORDS,
    **checklist.FIELD_WORDS,
    **PEOPLE_FIELDS,
    **REVIEW_FIELDS,
    **tokens.FIELD_WORDS,
    **network.FIELD_WORDS,
}
"""What a field is called; a blank of a text has the name that its model gives it."""
_STATES = (
    *living.REQUEST_STATE_WORDS.items(), *LINE_STATES.items(), *REPORT_STATES.items(),
    *NOTICE_STATES.items(), *agreed.STATE_WORDS.items(),
)  # fmt: skip
VALUE_WORDS: Mapping[str, Mapping[str, str]] = {
    "state": {str(k): w for k, w in _STATES},
    "message": NOTICE_KINDS,
    "advice_step": advising.STEP_WORDS,
    "outcome": {**agreed.OUTCOME_WORDS, **checklist.ANSWER_WORDS, **advising.OUTCOME_WORDS},
    "capacity": agreed.CAPACITY_WORDS,
    "entry_rule": agreed.ENTRY_WORDS,
    "withdrawal_rule": agreed.WITHDRAWAL_WORDS,
    "extension_rule": agreed.EXTENSION_WORDS,
    "verb": VERB_WORDS,
    "name_is": NAME_WORDS,
    "kind": {**living.KINDS, **network.KINDS, **KIND_WORDS, **agreed.KIND_WORDS},
    "result": RESULT_WORDS,
    "signed_in_by": METHOD_WORDS,
    "confirmed_by": METHOD_WORDS,
    "reason": REASON_WORDS,
    "purpose": PURPOSE_WORDS,
    "ended_by": {"provider": N_("provider")},
    "role": ROLE_WORDS,
    "review": REVIEW_KINDS,
    **living.VALUE_WORDS,
    **tokens.VALUE_WORDS,
    **network.VALUE_WORDS,
}
"""What the choices of a field are called."""
