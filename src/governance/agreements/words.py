"""The words for states, steps and choices of an agreement, in messages of the catalogue."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from governance.agreements.lasting.rules import EndReason
from governance.agreements.rules import (
    AgreementKind,
    AgreementState,
    Capacity,
    EntryRule,
    ExtensionRule,
    Outcome,
    Participation,
    WithdrawalRule,
)
from governance.base.errors import N_

STATE_WORDS: Mapping[str, str] = {
    AgreementState.DRAFT: N_("draft"),
    AgreementState.UP_FOR_DECISION: N_("up for decision"),
    AgreementState.SIGNED: N_("signed by all"),
    AgreementState.IN_FORCE: N_("in force"),
    AgreementState.ENDED: N_("ended"),
}
OVER_WORDS: Mapping[str, str] = {
    EndReason.MERGED: N_("merged"),
    EndReason.WITHDRAWN: N_("withdrawn"),
}
"""What became of an amendment: it did not end as an agreement does that held until then."""
STATE_TONES: Mapping[str, str] = {
    AgreementState.DRAFT: "plain",
    AgreementState.UP_FOR_DECISION: "warning",
    AgreementState.SIGNED: "good",
    AgreementState.IN_FORCE: "good",
    AgreementState.ENDED: "done",
}
VERB_WORDS: Mapping[str, str] = {
    "change_terms": N_("Change the terms"),
    "save_answers": N_("Fill in the text"),
    "edit_text": N_("Change the articles"),
    "fix_version": N_("Fix this version"),
    "remark": N_("Make a remark"),
    "settle_remark": N_("Settle a remark"),
    "hand_in_file": N_("Hand in a file that came back"),
    "decide_proposals": N_("Decide upon proposals"),
    "describe": N_("Fill in the details"),
    "register_agreement": N_("Check and register"),
    "reopen_registration": N_("Put the registration right"),
    "settle_name": N_("Say which organisation a name of the file is"),
    "set_parties": N_("Choose the parties"),
    "answer_checklist": N_("Answer the checklist"),
    "put_up_for_decision": N_("Put up for decision"),
    "share_draft": N_("Share with the parties"),
    "stop_sharing": N_("Stop sharing"),
    "begin_amendment": N_("Begin an amendment"),
    "begin_addendum": N_("Begin an addendum"),
    "choose_predecessor": N_("Say which agreement it follows"),
    "take_over_changes": N_("Take over what changed"),
    "withdraw_amendment": N_("Withdraw the amendment"),
    "remove_draft": N_("Remove the draft"),
    "take_back": N_("Take back to draft"),
    "set_chain": N_("Choose the steps before the decision"),
    "record_advice": N_("Note a step before the decision"),
    "record_decision": N_("Record the decision"),
    "record_signature": N_("Record the signature"),
    "correct_decision": N_("Correct the decision"),
    "correct_signature": N_("Correct the signature"),
    "remove_decision": N_("Remove the decision"),
    "remove_signature": N_("Remove the signature"),
    "attach_scan": N_("Attach a scan"),
    "remove_scan": N_("Take the scan off"),
    "record_publication": N_("Record the publication"),
    "give_notice": N_("Give notice"),
    "revoke_notice": N_("Take the notice back"),
    "ask_consent": N_("Ask all parties"),
    "record_consent": N_("Record what a party says"),
    "close_request": N_("Withdraw the request"),
    "record_event": N_("Record the event that ends it"),
    "conclude_consultation": N_("Record what the others decide"),
}
ACT_WORDS: Mapping[str, str] = {
    "draft": N_("Drafted"),
    "change_terms": N_("Terms changed"),
    "save_answers": N_("Text filled in"),
    "edit_text": N_("Articles changed"),
    "fix_version": N_("Version fixed"),
    "remark": N_("Remark made"),
    "settle_remark": N_("Remark settled"),
    "hand_in_file": N_("File that came back handed in"),
    "decide_proposals": N_("Decided upon proposals"),
    "begin_registration": N_("File of an existing agreement handed in"),
    "describe": N_("Details filled in"),
    "write_passages": N_("Text looked over"),
    "settle_name": N_("Name of the file linked or left out"),
    "register_agreement": N_("Registered"),
    "reopen_registration": N_("Registration taken back to draft"),
    "remove_lines": N_("Commitments to report on taken away"),
    "set_parties": N_("Parties chosen"),
    "set_commitments": N_("Commitments chosen"),
    "reassign_commitments": N_("Commitments moved along with the text"),
    "move_milestones": N_("Milestones moved along with the text"),
    "share_draft": N_("Shared with the parties"),
    "stop_sharing": N_("No longer shared with the parties"),
    "answer_checklist": N_("Point of the checklist answered"),
    "keep_checklist": N_("Checklist kept with the text"),
    "begin_amendment": N_("Amendment begun"),
    "begin_addendum": N_("Addendum begun"),
    "choose_predecessor": N_("Said which agreement it follows"),
    "go_on": N_("Commitments of the earlier agreement went on"),
    "take_over_changes": N_("Changes of the agreement taken over"),
    "withdraw_amendment": N_("Amendment withdrawn"),
    "overtake_amendment": N_("Amendment ended, because the agreement had ended"),
    "return_amendment": N_("Back to draft, because the agreement had changed"),
    "merge_amendment": N_("Became part of the agreement"),
    "add_commitment": N_("Commitment added by an amendment"),
    "amend_commitment": N_("Commitment changed by an amendment"),
    "lapse_commitment": N_("Commitment lapsed by an amendment"),
    "amend": N_("Changed by an amendment"),
    "put_up_for_decision": N_("Was put up for decision"),
    "take_back": N_("Taken back to draft"),
    "set_chain": N_("Steps before the decision chosen"),
    "record_advice": N_("Step before the decision noted"),
    "record_decision": N_("Decision recorded"),
    "record_signature": N_("Signature recorded"),
    "correct_decision": N_("Decision corrected"),
    "correct_signature": N_("Signature corrected"),
    "remove_decision": N_("Decision removed"),
    "remove_signature": N_("Signature removed"),
    "attach_scan": N_("Scan of a signature attached"),
    "remove_scan": N_("Scan of a signature taken off"),
    "enter_into_force": N_("Entered into force"),
    "record_publication": N_("Publication recorded"),
    "give_notice": N_("Notice given"),
    "revoke_notice": N_("Notice taken back"),
    "ask_consent": N_("All parties were asked"),
    "record_consent": N_("A party answered a request"),
    "close_request": N_("Request to all parties withdrawn"),
    "record_event": N_("Event that ends it recorded"),
    "conclude_consultation": N_("Others decided after a withdrawal"),
    "come_in": N_("A party was let in"),
    "be_bound": N_("Holds for one party more"),
    "be_released": N_("No longer holds for a party"),
    "extend": N_("Extended"),
    "prolong_lines": N_("Commitments planned for the longer term"),
    "lapse_lines": N_("Commitments lapsed"),
    "settle_end": N_("End settled"),
    "end": N_("Ended"),
}
PARTICIPATION_WORDS: Mapping[str, str] = {
    Participation.SIGNATORY: N_("signatory"),
    Participation.ACCEDING: N_("acceding party"),
    Participation.IN_CONSULTATION: N_("in consultation with"),
    Participation.ADVISER: N_("adviser"),
    Participation.INFORMAL: N_("informal partner"),
}
OUTCOME_WORDS: Mapping[str, str] = {
    Outcome.AGREED: N_("agrees"),
    Outcome.RESERVED: N_("agrees under a reservation"),
    Outcome.DECLINED: N_("does not agree"),
}
CAPACITY_WORDS: Mapping[str, str] = {
    Capacity.OWN_RIGHT: N_("in its own right"),
    Capacity.MANDATE: N_("by mandate"),
    Capacity.POWER_OF_ATTORNEY: N_("by power of attorney"),
    Capacity.AUTHORISATION: N_("by authorisation"),
}
EXTENSION_WORDS: Mapping[str, str] = {
    ExtensionRule.NONE: N_("no extension"),
    ExtensionRule.CONSULTATION: N_("extension after consultation"),
    ExtensionRule.TACIT: N_("tacit extension unless notice is given"),
    ExtensionRule.ONCE: N_("one extension on request"),
    ExtensionRule.INDEFINITE: N_("becomes indefinite"),
}
ENTRY_WORDS: Mapping[str, str] = {
    EntryRule.ALL_SIGNED: N_("on the day of the last signature"),
    EntryRule.DATE_AFTER_ALL_SIGNED: N_("on a date, once all have signed"),
    EntryRule.NUMBER_SIGNED: N_("on the day on which a number of parties have signed"),
    EntryRule.PUBLICATION: N_("on the day after its publication, once all have signed"),
}
WITHDRAWAL_WORDS: Mapping[str, str] = {
    WithdrawalRule.OTHERS_GO_ON: N_("the others go on"),
    WithdrawalRule.ENDS_ALL: N_("it ends for all"),
    WithdrawalRule.CONSULTATION: N_("the others consult about going on"),
}
KIND_WORDS: Mapping[str, str] = {
    AgreementKind.CONVENANT: N_("covenant"),
    AgreementKind.BESTUURSOVEREENKOMST: N_("administrative contract"),
    AgreementKind.BESTUURSAKKOORD: N_("administrative accord"),
    AgreementKind.SAMENWERKINGSOVEREENKOMST: N_("cooperation agreement"),
    AgreementKind.INTENTIEVERKLARING: N_("letter of intent"),
}


class Stands(Protocol):
    """An agreement in a list."""

    @property
    def state(self) -> str:
        """Its state in the workflow."""

    @property
    def ended_because(self) -> str:
        """Why it ended, if it did."""


def state_word(of: Stands) -> str:
    """How an agreement stands, in a word."""
    return OVER_WORDS.get(of.ended_because) or STATE_WORDS[of.state]
