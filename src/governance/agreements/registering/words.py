"""The words of a registration: kinds of passages, days and lengths of time that were read."""

from __future__ import annotations

from collections.abc import Mapping

from governance.agreements.registering.naming.rules import NameState
from governance.agreements.registering.rules import PassageKind
from governance.base.errors import N_
from governance.documents.reading.ordinary.pieces import Moment, Span

MOMENT_WORDS: Mapping[str, str] = {
    Moment.SIGNED: N_("Signed"),
    Moment.STARTS: N_("Enters into force"),
    Moment.ENDS: N_("Ends"),
}
SPAN_WORDS: Mapping[str, str] = {
    Span.TERM: N_("Term"),
    Span.EXTENSION: N_("Extension"),
    Span.NOTICE: N_("Notice period"),
}
PASSAGE_WORDS: Mapping[str, str] = {
    PassageKind.PARTY: N_("party"),
    PassageKind.RECITAL: N_("recital"),
    PassageKind.WORDS: N_("other words of the text"),
    PassageKind.ARTICLE: N_("article"),
    PassageKind.ANNEX: N_("annex"),
    PassageKind.NOTE: N_("footnote"),
    PassageKind.ASIDE: N_("no part of the text"),
}
FIELD_NAMES: Mapping[str, str] = {
    "title": N_("Title"),
    "shortTitle": N_("Short title"),
    "signedOn": N_("Signed on"),
    "enteredOn": N_("Entered into force on"),
    "originalAt": N_("Where the original lies"),
    "parties": N_("Parties"),
    "commitments": N_("Commitments"),
}
"""What a field is called that is still open."""
NAME_WORDS: Mapping[str, str] = {
    NameState.OPEN: N_("not linked to an organisation"),
    NameState.LINKED: N_("linked to an organisation"),
    NameState.LEFT_OUT: N_("left out: no party"),
}
TRAIL_WORDS: Mapping[str, str] = {
    "articles": N_("articles"),
    "content_hash": N_("hash of the text"),
    "name_is": N_("what it is"),
    "named_in_file": N_("number of the name in the file"),
    "original_at": N_("where the original lies"),
    "unlinked_names": N_("names in the file that were not linked, by number"),
}
"""What the trail calls a field of a registration."""
