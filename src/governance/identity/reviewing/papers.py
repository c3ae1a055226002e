"""A review as a file, for an auditor."""

from __future__ import annotations

from datetime import date, datetime

from litestar import Response

from governance.base.clock import AMSTERDAM
from governance.base.errors import N_
from governance.base.words import translate
from governance.documents.sheets import MEDIA_TYPE, csv_file
from governance.files.pages import headers
from governance.identity.reviewing.queries import LineShown, ReviewView
from governance.identity.reviewing.words import (
    ANSWERED_WORDS,
    CHANGE_WORDS,
    DONE_WORDS,
    FACTOR_WORDS,
)
from governance.identity.roles.words import FOR_WORDS, ROLE_WORDS

HEAD = (
    N_("Person"), N_("Function"), N_("Name"), N_("Role"), N_("Special right"), N_("For"),
    N_("From"), N_("Until"), N_("Filled by"), N_("Stands in for"), N_("Given by"), N_("Given at"),
    N_("Last sign-in or use"), N_("Second step"), N_("Since the review began"), N_("Answer"),
    N_("Explanation"), N_("Answered by"), N_("Answered at"), N_("Review begun at"),
    N_("Review completed at"), N_("Review completed by"),
)  # fmt: skip
NAME = N_("review-of-roles")
YES = N_("yes")


def as_file(view: ReviewView, language: str) -> Response[bytes]:
    """A line for each role, with what was decided of it and when the review was completed."""
    head = [translate(language, said) for said in HEAD]
    whole = [_moment(view.begun_at), _moment(view.completed_at), view.completed_by]
    words = DONE_WORDS if view.completed_at else ANSWERED_WORDS
    rows = [[*_cells(line, words[line.answer or ""], language), *whole] for line in view.lines]
    made = csv_file([head, *rows])
    name = f"{translate(language, NAME)}-{view.id}.csv"
    return Response(made, media_type=MEDIA_TYPE, headers=headers(name))


def _cells(line: LineShown, answer: str, language: str) -> list[str]:
    def said(word: str) -> str:
        return translate(language, word) if word else ""

    return [
        str(line.person_id),
        line.function,
        line.name,
        said(ROLE_WORDS[line.kind]),
        said(YES) if line.special else "",
        line.for_name or said(FOR_WORDS[line.held_for]),
        _day(line.valid_from),
        _day(line.valid_until),
        line.filled_by,
        line.stands_in_for,
        line.given_by,
        _moment(line.given_at),
        _day(line.last_signed_in_on),
        said(FACTOR_WORDS[line.factor]),
        said(CHANGE_WORDS.get(line.change, "")),
        said(answer),
        line.reason,
        line.answered_by,
        _moment(line.answered_at),
    ]


def _day(of: date | None) -> str:
    return of.isoformat() if of else ""


def _moment(of: datetime | None) -> str:
    return of.astimezone(AMSTERDAM).strftime("%Y-%m-%d %H:%M") if of else ""
