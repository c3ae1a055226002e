"""What the days, notices and requests in the life of an agreement are called."""

from __future__ import annotations

from collections.abc import Mapping

from governance.agreements.consenting.rules import (
    ConsentedBy,
    ConsentOutcome,
    RequestKind,
    RequestState,
)
from governance.agreements.lasting.rules import EndReason, MomentKind
from governance.agreements.noticing.rules import Consulted, NoticeKind
from governance.base.errors import N_

MOMENT_WORDS: Mapping[str, str] = {
    MomentKind.ENTERS: N_("Enters into force"),
    MomentKind.MID_TERM: N_("Mid-term evaluation ready"),
    MomentKind.CONSULT_BY: N_("Consult about an extension on this day at the latest"),
    MomentKind.EVALUATION: N_("Evaluation ready"),
    MomentKind.OBJECT_BY: N_("Last day to say that no extension is wanted"),
    MomentKind.EXTENDS: N_("Is extended"),
    MomentKind.BECOMES_INDEFINITE: N_("Goes on for an indefinite time"),
    MomentKind.PART_ENDS: N_("A part ends, as all agreed"),
    MomentKind.LEAVES: N_("No longer holds for this party"),
    MomentKind.JOINS: N_("Holds for one party more"),
    MomentKind.ENDS: N_("Ends"),
}
NOTICE_WORDS: Mapping[str, str] = {
    NoticeKind.WITHDRAWAL: N_("withdraws from the agreement"),
    NoticeKind.NO_EXTENSION: N_("wants no extension"),
}
CONSULTED_WORDS: Mapping[str, str] = {
    Consulted.GOES_ON: N_("the agreement goes on"),
    Consulted.ENDS: N_("the agreement ends"),
}
REQUEST_WORDS: Mapping[str, str] = {
    RequestKind.EXTENSION: N_("Extension of the term"),
    RequestKind.ACCESSION: N_("Accession of a party"),
    RequestKind.TERMINATION: N_("Earlier end of the agreement"),
    RequestKind.PARTIAL: N_("End of a part of the commitments"),
}
CONSENTED_BY_WORDS: Mapping[str, str] = {
    ConsentedBy.PARTIES: N_("all parties"),
    ConsentedBy.STEERING_COMMITTEE: N_("the steering committee, for all parties"),
}
REQUEST_STATE_WORDS: Mapping[str, str] = {
    RequestState.OPEN: N_("waits for consent"),
    RequestState.AGREED: N_("all agree, waits for the day that it takes effect"),
    RequestState.REFUSED: N_("not all agree"),
    RequestState.WITHDRAWN: N_("withdrawn"),
    RequestState.CARRIED_OUT: N_("carried out"),
}
REQUEST_STATE_TONES: Mapping[str, str] = {
    RequestState.OPEN: "warning",
    RequestState.AGREED: "good",
    RequestState.REFUSED: "bad",
    RequestState.WITHDRAWN: "plain",
    RequestState.CARRIED_OUT: "done",
}
CONSENT_WORDS: Mapping[str, str] = {
    ConsentOutcome.AGREED: N_("consents"),
    ConsentOutcome.DECLINED: N_("does not consent"),
}
GROUND_WORDS: Mapping[str, str] = {
    "tacit": N_("by silence"),
    "indefinite": N_("by its own rule"),
    "consent": N_("with the consent of all parties"),
}
END_WORDS: Mapping[str, str] = {
    EndReason.TERM: N_("the term is over"),
    EndReason.EVENT: N_("the event happened that ends it"),
    EndReason.NOTICE: N_("notice was given"),
    EndReason.CONSENT: N_("all parties agreed to end it"),
    EndReason.TOO_FEW: N_("fewer than two parties are left"),
    EndReason.SUCCESSION: N_("a later agreement took its place"),
    EndReason.AGREEMENT: N_("the agreement that it belongs to ended"),
    EndReason.MERGED: N_("it became part of the agreement that it amends"),
    EndReason.WITHDRAWN: N_("it was withdrawn"),
}
FIELD_WORDS: Mapping[str, str] = {
    "amendment": N_("amendment"),
    "case_number": N_("case number"),
    "closed_because": N_("why it was closed"),
    "closed_on": N_("closed on"),
    "conflicts": N_("conflicts"),
    "consented_by": N_("who consents"),
    "consulted": N_("what the others decided"),
    "consulted_on": N_("the others decided on"),
    "effective_on": N_("takes effect on"),
    "ended_because": N_("why it ended"),
    "given_on": N_("given on"),
    "ground": N_("ground"),
    "joined_on": N_("holds from"),
    "kind": N_("kind"),
    "left_on": N_("holds no longer from"),
    "letter": N_("number of the letter or decision"),
    "merged_on": N_("merged on"),
    "on": N_("on the day"),
    "publication_reference": N_("where it was published"),
    "published_on": N_("published on"),
    "request": N_("request"),
    "requests_closed": N_("requests that were closed"),
    "subject": N_("subject"),
    "takes_effect_on": N_("takes effect on"),
    "until": N_("until"),
    "withdrawn_because": N_("why it was taken back"),
    "withdrawn_on": N_("taken back on"),
}
"""What the trail calls the fields of notices, requests, amendments and of the end."""
KINDS: Mapping[str, str] = {**REQUEST_WORDS, **NOTICE_WORDS}
VALUE_WORDS: Mapping[str, Mapping[str, str]] = {
    "consented_by": CONSENTED_BY_WORDS,
    "consulted": CONSULTED_WORDS,
    "ended_because": END_WORDS,
    "ground": GROUND_WORDS,
}
"""What the trail calls their choices."""
