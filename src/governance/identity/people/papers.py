"""The list of people as a file."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from litestar import Response

from governance.base.errors import N_
from governance.base.words import translate
from governance.documents.sheets import MEDIA_TYPE, csv_file
from governance.files.pages import headers
from governance.identity.people.queries import PersonListed
from governance.identity.roles.words import ROLE_WORDS

HEAD = (
    N_("Function"), N_("Name"), N_("E-mail address"), N_("Role"), N_("For"), N_("From"),
    N_("Until"), N_("Stands in for"), N_("Last sign-in"),
)  # fmt: skip
NAME = N_("people")


def as_file(people: Iterable[PersonListed], language: str) -> Response[bytes]:
    """A line for each role; somebody without any has a line as well."""
    rows: list[list[str]] = []
    for one in people:
        about, last = [one.function, one.name, one.email], _day(one.last_signed_in_on)
        for role in one.roles:
            held = [translate(language, ROLE_WORDS[role.kind]), role.for_name]
            days = [_day(role.valid_from), _day(role.valid_until)]
            rows.append([*about, *held, *days, role.stands_in_for, last])
        if not one.roles:
            rows.append([*about, "", "", "", "", "", last])
    made = csv_file([[translate(language, said) for said in HEAD], *rows])
    name = f"{translate(language, NAME)}.csv"
    return Response(made, media_type=MEDIA_TYPE, headers=headers(name))


def _day(of: date | None) -> str:
    return of.isoformat() if of else ""
