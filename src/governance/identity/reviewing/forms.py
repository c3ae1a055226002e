"""What is handed in to begin a review, to answer its lines, and to complete it."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct

from governance.base.version import Seen
from governance.identity.reviewing.rules import LineAnswer, ReviewKind

Reason = Annotated[str, Meta(max_length=500)]
Fingerprint = Annotated[str, Meta(max_length=64)]
"""``seen`` of the review as it was read: tells which roles somebody saw."""
Then = Literal["", "complete"]


class BeginForm(Struct, frozen=True):
    """What is reviewed: all roles, or those with special rights."""

    kind: ReviewKind


class AnswerForm(Struct, frozen=True):
    """What is decided of one role: left out, the answer stays as it was; ``open`` takes it back."""

    answer: LineAnswer | None = None
    reason: Reason = ""


class AnswersForm(Struct, frozen=True):
    """Answers by the id of the role assignment; what is left out stays as it was.

    ``version`` is the review's, ``seen`` what it says of the roles that it showed. ``then`` is
    where a page goes on to.
    """

    seen: Fingerprint
    answers: dict[str, AnswerForm] = {}
    then: Then = ""
    version: Seen = None


class CompletionForm(Struct, frozen=True):
    """Completing a review as it was seen."""

    seen: Fingerprint
    version: Seen = None
