"""Our own layout: organisations, regions and members, as CSV or as sheets of a workbook. Pure.

Days are dd-mm-jjjj or jjjj-mm-dd; kinds and levels are written as the pages write them, or by
their code. Columns that are left out stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any

from governance.base.errors import MISSING, N_, Complaint, complain
from governance.base.words import LANGUAGES, translate
from governance.exchange.sheets.rules import Row, Sheet
from governance.notices.rules import unreceivable
from governance.parties import words
from governance.parties.registering.rules import (
    Entries,
    MemberEntry,
    OrganisationEntry,
    Place,
    RegionEntry,
)
from governance.parties.rules import (
    USUAL_LEVEL,
    GroupingKind,
    Level,
    MemberPart,
    OrganisationKind,
)
from governance.web.values import Wrong, value

ORGANISATIONS = (
    "soort", "naam", "korte naam", "niveau", "cbs-code", "tooi", "oin", "kvk", "mailbox", "vanaf",
    "tot",
)  # fmt: skip
REGIONS = ("regiosoort", "regiocode", "regionaam")
MEMBERS = ("regiosoort", "regio", "organisatie", "als", "vanaf", "tot")
CHOICES = "keuzes"
"""The sheet of our own workbook that tells what may stand in the columns with a choice; what is in
it is not read."""
_LONG = N_("This is longer than {limit} characters.")
_CHOICE = N_("“{said}” is none of: {known}.")
_COLUMN = N_("There is no column “{name}” in this layout. Columns are: {known}.")
_FIELDS: Mapping[str, str] = {
    "name": "naam", "short_name": "korte naam", "level": "niveau", "cbs_code": "cbs-code",
    "tooi_uri": "tooi", "oin": "oin", "kvk": "kvk", "mailbox": "mailbox", "valid_from": "vanaf",
    "valid_until": "tot", "kind": "soort",
}  # fmt: skip
_WORDS: Mapping[Any, Mapping[Any, str]] = {
    OrganisationKind: words.KIND_WORDS, Level: words.LEVEL_WORDS,
    GroupingKind: words.GROUPING_WORDS, MemberPart: words.MEMBER_WORDS,
}  # fmt: skip
_CAMEL = {"cbsCode": "cbs-code", "tooiUri": "tooi", "validFrom": "vanaf", "validUntil": "tot"}


def layout_of(sheet: Sheet) -> tuple[str, ...] | None:
    """Which of the three tables it is, by its head; none of them: nothing."""
    there = sheet.columns.keys()
    for layout, needed in (
        (MEMBERS, MEMBERS[:3]),
        (REGIONS, ("regiosoort", "regionaam")),
        (ORGANISATIONS, ("soort", "naam")),
    ):
        if there >= set(needed):
            return layout
    return None


def is_own(sheets: Iterable[Sheet]) -> bool:
    """Whether every table is one of ours."""
    return all(layout_of(sheet) is not None for sheet in _tables(sheets))


def _tables(sheets: Iterable[Sheet]) -> Iterator[Sheet]:
    return (sheet for sheet in sheets if sheet.name != CHOICES)


def own(sheets: Iterable[Sheet]) -> Entries:
    """What the tables say together; raises :class:`Refused` with every complaint."""
    complaints: list[Complaint] = []
    organisations, regions, members = [], [], []
    for sheet in _tables(sheets):
        layout = layout_of(sheet) or ORGANISATIONS
        for column in sheet.columns.keys() - set(layout):
            place = Place(sheet.file, sheet.head.line, {"file": sheet.where(column)})
            known = ", ".join(layout)
            complaints.append(place.complaint("file", _COLUMN, name=column, known=known))
        for row in sheet.rows:
            reading = _Reading(sheet, row, complaints)
            if layout is ORGANISATIONS:
                organisations.append(reading.organisation())
            elif layout is REGIONS:
                regions.append(reading.region())
            else:
                members.append(reading.member())
    complain(complaints)
    return Entries(tuple(organisations), tuple(regions), tuple(members))


@cache
def _choices(kind: Any) -> Mapping[str, Any]:
    """Each choice of a kind by its code and by its words in each language."""
    found = {str(one): one for one in kind}
    for language in LANGUAGES:
        found |= {translate(language, _WORDS[kind][one]).lower(): one for one in kind}
    return found


class _Reading:
    """One row: gathers complaints instead of stopping at the first."""

    def __init__(self, sheet: Sheet, row: Row, complaints: list[Complaint]) -> None:
        self.sheet, self.row, self.complaints = sheet, row, complaints
        columns = {field: sheet.where(name) for field, name in {**_FIELDS, **_CAMEL}.items()}
        columns |= {"region": sheet.where("regio"), "organisation": sheet.where("organisatie")}
        self.place = Place(sheet.file, row.line, columns)

    def said(self, column: str) -> str:
        at = self.sheet.columns.get(column, -1)
        return self.row.cell(at)

    def wrong(self, column: str, problem: str, **values: Any) -> None:
        place = Place(self.sheet.file, self.row.line, {column: self.sheet.where(column)})
        self.complaints.append(place.complaint(column, problem, **values))

    def needed(self, column: str) -> str:
        if not self.said(column):
            self.wrong(column, MISSING)
        return self.text(column, 200)

    def text(self, column: str, longest: int) -> str:
        """What stands there; never a part of it."""
        said = self.said(column)
        if len(said) > longest:
            self.wrong(column, _LONG, limit=longest)
        return said

    def choice(self, column: str, kind: Any, otherwise: Any) -> Any:
        said = self.said(column)
        found = _choices(kind).get(said.lower())
        if said and found is None:
            known = ", ".join(translate("nl", word) for word in _WORDS[kind].values())
            self.wrong(column, _CHOICE, said=said, known=known)
        return otherwise if found is None else found

    def day(self, column: str) -> date | None:
        said = self.said(column)
        found = value(said, date, form=True) if said else None
        if isinstance(found, Wrong):
            self.wrong(column, found.problem, **found.values)
            return None
        return found

    def organisation(self) -> OrganisationEntry:
        if not self.said("soort"):
            self.wrong("soort", MISSING)
        kind = self.choice("soort", OrganisationKind, OrganisationKind.CIVIL_SOCIETY)
        name, there = self.needed("naam"), self.sheet.columns
        return OrganisationEntry(
            place=self.place, kind=kind, level=self.choice("niveau", Level, USUAL_LEVEL[kind]),
            name=name, short_name=self.text("korte naam", 80) or name[:80],
            cbs_code=self.said("cbs-code").upper(), tooi_uri=self.said("tooi"),
            oin=self.said("oin"), kvk=self.said("kvk"), mailbox=self.mailbox(),
            valid_from=self.day("vanaf"), valid_until=self.day("tot"),
            holds=frozenset(field for field, column in _FIELDS.items() if column in there),
        )  # fmt: skip

    def mailbox(self) -> str:
        said = self.text("mailbox", 254)
        for one in unreceivable(said, "mailbox") if 0 < len(said) <= 254 else ():
            self.wrong("mailbox", one.problem, **one.values)
        return said

    def region(self) -> RegionEntry:
        if not self.said("regiosoort"):
            self.wrong("regiosoort", MISSING)
        kind = self.choice("regiosoort", GroupingKind, GroupingKind.REGION)
        return RegionEntry(self.place, kind, self.text("regiocode", 20), self.needed("regionaam"))

    def member(self) -> MemberEntry:
        kind = self.choice("regiosoort", GroupingKind, GroupingKind.REGION)
        return MemberEntry(
            self.place, (kind, self.needed("regio")), self.needed("organisatie"),
            self.choice("als", MemberPart, MemberPart.MEMBER), self.day("vanaf"), self.day("tot"),
        )  # fmt: skip
