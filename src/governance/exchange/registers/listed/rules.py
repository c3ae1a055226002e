"""The list of TOOI organisations: ``tooi_uri``, ``naam``, ``lijst``. Pure.

It holds municipalities that ended beside those that exist, and does not tell which: one that is
not known here yet is left out, for the register of municipalities to bring.
"""

from __future__ import annotations

from governance.base.errors import MISSING, N_, Complaint, complain
from governance.exchange.registers.kinds.rules import kind_of, names_of
from governance.exchange.sheets.rules import Row, Sheet
from governance.parties.registering.rules import Entries, OrganisationEntry, Place
from governance.parties.rules import OrganisationKind

COLUMNS = ("tooi_uri", "naam")
_NO_KIND = N_("“{code}” is no address of the TOOI register.")
_HOLDS = frozenset({"name", "short_name", "tooi_uri", "source"})


def is_listed(sheet: Sheet) -> bool:
    """Whether a table is this list, by its head."""
    return sheet.columns.keys() >= set(COLUMNS) and "gemeentecode" not in sheet.columns


def listed(sheet: Sheet) -> Entries:
    """The organisations of the list; raises :class:`Refused` with every complaint."""
    complaints: list[Complaint] = []
    made = [_entry(sheet, row, complaints) for row in sheet.rows]
    complain(complaints)
    return Entries(organisations=tuple(one for one in made if one))


def _entry(sheet: Sheet, row: Row, complaints: list[Complaint]) -> OrganisationEntry | None:
    at = sheet.columns
    uri, name = row.cell(at["tooi_uri"]), row.cell(at["naam"])
    columns = {"name": sheet.where("naam"), "tooiUri": sheet.where("tooi_uri")}
    place = Place(sheet.file, row.line, columns)
    if not name:
        complaints.append(place.complaint("name", MISSING))
    found = kind_of(uri, name)
    if found is None:
        complaints.append(place.complaint("tooiUri", _NO_KIND, code=uri))
    if found is None or not name:
        return None
    kind, level = found
    full, short = names_of(kind, name)
    code = uri.rpartition("/")[2].upper() if kind is OrganisationKind.MUNICIPALITY else ""
    return OrganisationEntry(
        place=place, kind=kind, level=level, name=full, short_name=short, tooi_uri=uri,
        cbs_code=code, source="tooi", holds=_HOLDS,
        only_known=kind is OrganisationKind.MUNICIPALITY,
    )  # fmt: skip
