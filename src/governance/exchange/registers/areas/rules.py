"""Areas of the Netherlands by municipality, as a CSV of CBS and of public lists has them. Pure.

One row a municipality; each pair of columns for a kind of region is read where it is there. Of
the RIEC the file infers which it is, so that is taken over only when asked.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from governance.base.errors import MISSING, N_, Complaint, complain
from governance.exchange.sheets.rules import Row, Sheet
from governance.parties.registering.rules import Entries, MemberEntry, Place, RegionEntry
from governance.parties.rules import GroupingKind

_CODE = N_("“{code}” is no code of a municipality: GM and four digits.")
_HALF = N_("This row has a code of a region without its name, or a name without its code.")


class _Columns(Struct, frozen=True):
    """Where a kind of region stands: names of the column of its code, and of its name."""

    kind: GroupingKind
    codes: tuple[str, ...]
    names: tuple[str, ...]


MUNICIPALITY = ("gemeentecode", "gemeentecode_gm", "gemeente code")
REGIONS = (
    _Columns(
        GroupingKind.PROVINCE,
        ("provinciecode", "provinciecode_pv"),
        ("provincie", "provincienaam"),
    ),
    _Columns(
        GroupingKind.SAFETY_REGION,
        ("veiligheidsregiocode",),
        ("veiligheidsregio", "veiligheidsregionaam"),
    ),
    _Columns(
        GroupingKind.HEALTH_REGION,
        ("ggd-regiocode", "ggd_regiocode"),
        ("ggd_regio", "ggd-regio", "ggd-regionaam"),
    ),
    _Columns(
        GroupingKind.POLICE_UNIT,
        ("politieregiocode", "politie-eenheidcode"),
        ("politie-eenheid", "politieregio"),
    ),
    _Columns(GroupingKind.CARE_REGION, ("zorgregiocode",), ("zorgregio",)),
    _Columns(GroupingKind.RIEC, (), ("riec", "riec_afgeleid")),
)
INFERRED = "riec_afgeleid"


def is_areas(sheet: Sheet) -> bool:
    """Whether a table has areas by municipality, by its head."""
    columns = sheet.columns
    known = [one for one in REGIONS if _column(sheet, one.names)]
    return any(name in columns for name in MUNICIPALITY) and bool(known)


def _column(sheet: Sheet, names: tuple[str, ...]) -> str:
    return next((name for name in names if name in sheet.columns), "")


def areas(sheet: Sheet, *, riec: bool) -> Entries:
    """Regions and who is in them; raises :class:`Refused` with every complaint."""
    complaints: list[Complaint] = []
    regions: dict[tuple[str, str], RegionEntry] = {}
    members: list[MemberEntry] = []
    for row in sheet.rows:
        for region, member in _of_row(sheet, row, complaints, riec):
            regions.setdefault(region.key, region)
            members.append(member)
    complain(complaints)
    return Entries(regions=tuple(regions.values()), members=tuple(members))


def _of_row(
    sheet: Sheet, row: Row, complaints: list[Complaint], riec: bool
) -> Iterator[tuple[RegionEntry, MemberEntry]]:
    column = _column(sheet, MUNICIPALITY)
    code = row.cell(sheet.columns[column]).upper()
    code = f"GM{code}" if code.isdecimal() and len(code) == 4 else code
    where = {"organisation": sheet.where(column)}
    if not code or not (code.startswith("GM") and code[2:].isdecimal() and len(code) == 6):
        said = MISSING if not code else _CODE
        complaints.append(
            Place(sheet.file, row.line, where).complaint("organisation", said, code=code)
        )
        return
    for one in REGIONS:
        name_column, code_column = _column(sheet, one.names), _column(sheet, one.codes)
        if not name_column or (name_column == INFERRED and not riec):
            continue
        name = row.cell(sheet.columns[name_column])
        region_code = row.cell(sheet.columns[code_column]) if code_column else ""
        place = Place(sheet.file, row.line, {**where, "region": sheet.where(name_column)})
        if code_column and bool(name) != bool(region_code):
            complaints.append(place.complaint("region", _HALF))
        elif name:
            region = RegionEntry(place, one.kind, region_code, name, "cbs")
            yield region, MemberEntry(place, region.key, code, only_one=True)
