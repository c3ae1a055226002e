"""Taking over registers: what each form says, a second time nothing, and what is wrong is told."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from tests.builders.parties import organisation
from tests.builders.registers import (
    AREAS,
    LISTED,
    MERGED,
    OWN,
    TOOI,
    book,
    merger,
    municipality,
    register,
    shared,
)
from tests.builders.service import AT

from governance.audit.rules import SERVICE, THE_SERVICE
from governance.base.database import DATABASE, Database
from governance.base.errors import Refused
from governance.documents.workbooks import Page, workbook
from governance.exchange.registers.rules import Options, entries_of
from governance.exchange.sheets.rules import LIMIT, letter, sheets_of
from governance.parties.registering.actions import Taken, planned, take_over
from governance.parties.registering.rules import Plan

ON = date(2026, 1, 1)
CALL = [sys.executable, "-m", "governance.cli.main", "--language", "nl", "import-parties"]


def run(given: dict[str, str], file: Path, *more: str) -> subprocess.CompletedProcess[str]:
    """The command, as its user types it."""
    return subprocess.run(
        [*CALL, str(file), *more], env={**os.environ, **given}, check=False, capture_output=True,
        text=True,
    )  # fmt: skip


async def taken(content: bytes, name: str = "proef.csv", **options: Any) -> Plan:
    entries = entries_of(name, content, Options(**options))
    return await take_over(entries, Taken(name, "0" * 64), ON, by=THE_SERVICE, at=AT, cause=None)


async def named(sql: str, *values: Any) -> list[Any]:
    return [tuple(row) for row in await DATABASE.fetch(sql, *values)]


async def everything() -> list[Any]:
    """What a refused file must leave as it was."""
    tables = ("organisation", "organisation_name", '"grouping"', "membership", "succession")
    return [await named(f"select * from {table} order by id") for table in tables]


async def test_municipalities_come_with_those_that_ended_and_who_goes_on_for_them(
    database: Database,
) -> None:
    plan = await taken(register(), "tooi.json")
    assert len(plan.added) == 4 and len(plan.successions) == 2
    assert await named("select name, short_name, cbs_code, valid_until from organisation "
                       "where cbs_code = 'GM0001'") == [
        ("Gemeente Noord", "Noord", "GM0001", ON)]  # fmt: skip
    assert await named(
        "select p.short_name, s.short_name, happens_on from succession x "
        "join organisation p on p.id = predecessor join organisation s on s.id = successor "
        "order by 1"
    ) == [("Noord", "Noord en Zuid", ON), ("Zuid", "Noord en Zuid", ON)]


@pytest.mark.parametrize("content", [register(), LISTED, OWN, book()])
async def test_a_second_time_changes_nothing_and_notes_nothing(
    database: Database, content: bytes
) -> None:
    await taken(register(), "tooi.json")
    await taken(content)
    before = await everything(), await named("select count(*) from trail_entry")
    again = await taken(content)
    assert again.is_empty and again.unchanged + again.left_out > 0
    assert (await everything(), await named("select count(*) from trail_entry")) == before


async def test_areas_make_regions_and_members_and_a_move_ends_the_one_before(
    database: Database,
) -> None:
    await taken(register(), "tooi.json")
    await taken(AREAS)
    members = (
        "select g.kind, g.code, o.short_name, m.valid_until from membership m "
        'join "grouping" g on g.id = m."grouping" join organisation o on o.id = m.organisation '
        "where o.short_name = 'Verweg' order by g.kind, g.code, m.valid_from"
    )
    assert await named(members) == [
        ("province", "PV90", "Verweg", None), ("safety_region", "VR92", "Verweg", None),
    ]  # fmt: skip
    entries = entries_of("later.csv", AREAS.replace(b"VR92,Verweg", b"VR91,Noord"), Options())
    later = date(2027, 1, 1)
    by = {"by": THE_SERVICE, "at": AT, "cause": None}
    await take_over(entries, Taken("later.csv", ""), later, **by)  # type: ignore[arg-type]
    assert await named(members) == [
        ("province", "PV90", "Verweg", None), ("safety_region", "VR91", "Verweg", None),
        ("safety_region", "VR92", "Verweg", later),
    ]  # fmt: skip
    assert (await planned(entries, later)).is_empty
    assert not await named("select 1 from \"grouping\" where kind = 'riec'")
    await taken(AREAS.replace(b"VR92,Verweg", b"VR91,Noord"), riec=True)
    assert await named("select name from \"grouping\" where kind = 'riec'") == [("RIEC Midden",)]


async def test_of_the_list_a_municipality_that_is_not_known_is_left_out(
    database: Database,
) -> None:
    await taken(register(), "tooi.json")
    plan = await taken(LISTED)
    assert (plan.left_out, plan.unchanged, len(plan.added)) == (1, 1, 2)
    assert await named(
        "select kind, level, name from organisation where tooi_uri like '%so9001'"
    ) == [("safety_region", "regional", "Veiligheidsregio Noord")]


async def test_our_own_layout_comes_as_csv_and_as_a_workbook(database: Database) -> None:
    await taken(OWN)
    assert await named(
        "select kind, name, short_name, mailbox, valid_from from organisation order by name"
    ) == [
        ("education_partner", "Noordcollege", "Noordcollege", "", None),
        ("care_partner", "Stichting Opvang Noord", "Opvang", "mensenhandel@opvang.example",
         date(2026, 2, 1)),
    ]  # fmt: skip
    await taken(book(), "proef.xlsx")
    assert await named(
        "select g.name, o.name, m.valid_from from membership m join organisation o "
        'on o.id = m.organisation join "grouping" g on g.id = m."grouping"'
    ) == [("Kust", "Opvang Noord", date(2026, 3, 1))]


async def test_a_new_name_leaves_the_old_one_and_an_end_ends_what_hangs_on_it(
    database: Database,
) -> None:
    await taken(register(), "tooi.json")
    await taken(AREAS)
    renamed = municipality("0004", "Dichtbij", last="2026-06-30")
    plan = await taken(register(*MERGED[:3], renamed, MERGED[4]), "tooi.json")
    [change] = plan.changed
    assert (change.renames, change.ends) == (True, True)
    assert await named("select name, valid_until from organisation_name") == [
        ("Gemeente Verweg", ON)
    ]
    ends = date(2026, 7, 1)
    assert await named(
        "select distinct m.valid_until from membership m join organisation o "
        "on o.id = m.organisation where o.cbs_code = 'GM0004'"
    ) == [(ends,)]
    [entry] = await DATABASE.fetch(
        "select e.verb, e.cause_kind from trail_entry e join organisation o on o.id = e.thing_id "
        "where o.cbs_code = 'GM0004' and e.kind = 'organisation'"
    )
    assert tuple(entry) == ("end_organisation", "import")


async def test_what_people_know_beside_the_register_stays(database: Database) -> None:
    made = await organisation(
        "Gemeente Verweg", cbs_code="GM0004", mailbox="mensenhandel@verweg.example", oin=""
    )
    plan = await taken(register(), "tooi.json")
    assert [one.before.id for one in plan.changed] == [made]
    assert await named("select mailbox, source from organisation where id = $1", made) == [
        ("mensenhandel@verweg.example", "tooi")
    ]


async def test_the_trail_of_the_service_notes_the_file_and_the_numbers(
    database: Database,
) -> None:
    await taken(register(), "tooi.json")
    [row] = await DATABASE.fetch(
        "select organisation_id, changes from trail_entry where verb = 'import'"
    )
    assert row["organisation_id"] == SERVICE
    assert '"added":4' in row["changes"] and "tooi.json" in row["changes"]


BOMB = BytesIO()
with zipfile.ZipFile(BOMB, "w", zipfile.ZIP_DEFLATED) as packed:
    packed.writestr("xl/workbook.xml", b"0" * (220 * 1024 * 1024))
RING = register(
    MERGED[0], MERGED[1], merger("0002", "0001", on="2026-01-01"),
    merger("0001", "0002", on="2026-01-01"),
)  # fmt: skip
BROKEN: dict[str, tuple[bytes, int, str]] = {
    "too large": (b"soort;naam\n" + b"x" * (50 * 1024 * 1024), 0, "MB"),
    "empty": (b"", 0, "niets"),
    "only blank lines": (b"\n\n;;\n", 0, "niets"),
    "wrong encoding": ("soort;naam\nonderwijs;Caf\xe9\n".encode("latin-1"), 2, "UTF-8"),
    "no text": (b"soort;naam\nonderwijs;\0\n", 2, "tekens"),
    "open quotation mark": (b'soort;naam\nonderwijs;"Open\n', 2, "aanhalingsteken"),
    "missing column": (b"naam;niveau\nSchool;lokaal\n", 1, "naam, niveau"),
    "unknown column": (b"soort;naam;adres\nonderwijs;School;Straat 1\n", 1, "adres"),
    "a column twice": (b"soort;naam;naam\nonderwijs;A;B\n", 1, "naam"),
    "a cell too many": (b"soort;naam\nonderwijs;School;extra\n", 2, "3 cellen"),
    "unknown kind": (b"soort;naam\nsupermarkt;Winkel\n", 2, "supermarkt"),
    "no name": (b"soort;naam\nonderwijs;\n", 2, "Vul dit veld in"),
    "a day that is not there": (b"soort;naam;vanaf\nonderwijs;A;31-02-2026\n", 2, "datum"),
    "an end before the beginning": (
        b"soort;naam;vanaf;tot\nonderwijs;A;01-02-2026;01-01-2026\n", 2, "eindigt",
    ),
    "a code that is none": (b"soort;naam;oin\nonderwijs;A;123\n", 2, "twintig"),
    "twice the same": (b"soort;naam\nonderwijs;A\nonderwijs;A\n", 3, "regel 2"),
    "unknown municipality": (AREAS, 2, "GM0003"),
    "no municipality code": (AREAS.replace(b"GM0004", b"0599X"), 3, "0599X"),
    "half a region": (AREAS.replace(b"VR92", b""), 3, "zonder"),
    "an address of no register": (LISTED.replace(b"zbo/zb900001", b"winkel/1"), 2, "winkel/1"),
    "no JSON": (b'[{"@id": 1},\n oeps]', 2, "kolom 2"),
    "JSON of something else": (b'{"type": "FeatureCollection"}', 0, "TOOI"),
    "a day of the register": (register(municipality("0004", "A", last="ooit")), 1, "ooit"),
    "a ring of successions": (RING, 4, "zichzelf"),
    "a successor that is not there": (
        register(MERGED[0], merger("9999", "0001", on="2026-01-01")), 2, "gm9999",
    ),
    "a predecessor that goes on": (
        register(municipality("0001", "A"), municipality("0002", "B"),
                 merger("0002", "0001", on="2026-01-01")), 3, "gm0001",
    ),
    "no workbook": (b"PK\x03\x04 broken", 0, "werkmap"),
    "a bomb": (BOMB.getvalue(), 0, "ingepakt"),
    "a wrong cell of a workbook": (
        book(Page("organisaties", ["soort", "naam"], [["kiosk", "A"]])), 2, "kiosk",
    ),
    "a member that is nobody": (
        b"regiosoort;regio;organisatie\ndistrict;Kust;Niemand\n", 2, "Niemand",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
async def test_a_broken_file_names_the_place_and_leaves_everything_as_it_was(
    database: Database, owner_url: str, tmp_path: Path, name: str
) -> None:
    content, line, said = BROKEN[name]
    await organisation("Gemeente Blijft")
    before = await everything()
    file = tmp_path / "kapot.csv"
    file.write_bytes(content)
    given = {"GOVERNANCE_DATABASE_URL": owner_url, "GOVERNANCE_DATA": str(tmp_path / "d")}
    done = await asyncio.to_thread(run, given, file, "--apply")
    assert done.returncode != 0
    assert "Traceback" not in done.stderr
    where = "kapot.csv [organisaties]:" if "workbook" in name and line else "kapot.csv:"
    assert f"{where}{line}:" in done.stderr if line else "kapot.csv: " in done.stderr
    assert said in done.stderr
    assert await everything() == before


async def test_every_complaint_of_a_file_is_told_at_once(database: Database) -> None:
    wrong = b"soort;naam;oin;vanaf\nkiosk;;123;31-02-2026\nkiosk;B;;\n"
    with pytest.raises(Refused) as refused:
        entries_of("fout.csv", wrong, Options())
    found = [(one.line, one.about) for one in refused.value.complaints]
    assert found == [
        (2, "soort (A)"), (2, "naam (B)"), (2, "vanaf (D)"), (3, "soort (A)"),
    ]  # fmt: skip


async def test_the_command_shows_first_and_does_it_when_asked(
    database: Database, owner_url: str, tmp_path: Path
) -> None:
    file = tmp_path / "tooi.json"
    file.write_bytes(register())
    given = {"GOVERNANCE_DATABASE_URL": owner_url, "GOVERNANCE_DATA": str(tmp_path / "d")}

    async def said(*more: str) -> str:
        done = await asyncio.to_thread(run, given, file, *more)
        assert done.returncode == 0, done.stderr
        return done.stderr

    first = await said()
    assert "Organisaties toegevoegd: 4" in first and "--apply" in first
    assert await named("select count(*) from organisation") == [(0,)]
    assert "Organisaties toegevoegd: 4" in await said("--apply", "--on", "01-01-2026")
    assert "Er verandert niets" in await said("--apply")
    assert await named("select count(*) from organisation") == [(4,)]


def test_a_column_has_the_letters_of_a_spreadsheet() -> None:
    assert [letter(at) for at in (0, 25, 26, 51, 701, 702)] == ["A", "Z", "AA", "AZ", "ZZ", "AAA"]


def test_a_csv_of_any_separator_and_with_a_mark_is_read() -> None:
    for separator in ";,\t":
        [sheet] = sheets_of(
            "a.csv", f"\ufeffsoort{separator}naam\r\n\r\nx{separator}y\r\n".encode()
        )
        assert sheet.columns == {"soort": 0, "naam": 1}
        assert [(row.line, row.cells) for row in sheet.rows] == [(3, ("x", "y"))]
    assert LIMIT < 50 * 1024 * 1024


def test_a_workbook_is_the_same_bytes_each_time_and_holds_no_formula() -> None:
    page = Page("a", ["x", "y"], [["=1+1", date(2026, 1, 1)], ["http://a.example", None]])
    assert book(page) == book(page)
    [sheet] = sheets_of("a.xlsx", book(page))
    assert [row.cells for row in sheet.rows] == [
        ("=1+1", "2026-01-01"), ("http://a.example", ""),
    ]  # fmt: skip


async def test_the_whole_registers_load_and_a_second_time_nothing_changes(
    database: Database,
) -> None:
    files = (
        "rwc_gemeenten_compleet_4.json", "rwc_provincies_compleet_1.json",
        "tooi_organisaties.csv", "nl_gemeenten_regios.csv",
    )  # fmt: skip
    contents = {name: shared(name).read_bytes() for name in files}
    for name, content in contents.items():
        await taken(content, name)
    assert await named("select count(*) from organisation") == [(1381,)]
    assert await named(
        "select count(*) from organisation where kind = 'municipality' and valid_until is null"
    ) == [(342,)]
    assert await named("select count(*) from \"grouping\" where kind = 'safety_region'") == [(25,)]
    before = await everything()
    for name, content in contents.items():
        assert (await taken(content, name)).is_empty, name
    assert await everything() == before


def test_a_register_address_tells_the_kind() -> None:
    for path, kind in (("oorg/oorg10264", "police"), ("zbo/zb000210", "agency")):
        [entry] = entries_of(
            "a.csv", f"tooi_uri,naam\n{TOOI}{path},naam\n".encode(), Options()
        ).organisations
        assert (entry.kind, entry.level) == (kind, "national")


async def test_a_mistake_in_the_areas_is_corrected_on_the_same_day_and_later(
    database: Database,
) -> None:
    await taken(register(), "tooi.json")
    members = (
        "select g.code, m.valid_until from membership m "
        'join "grouping" g on g.id = m."grouping" join organisation o on o.id = m.organisation '
        "where o.short_name = 'Verweg' and g.kind = 'safety_region' order by g.code"
    )
    await taken(AREAS)
    await taken(AREAS.replace(b"VR92,Verweg", b"VR91,Noord"))
    assert await named(members) == [("VR91", None)]
    await taken(AREAS)
    assert await named(members) == [("VR92", None)]
    await database.fetch(
        'insert into membership (id, version, "grouping", organisation, part, valid_from) '
        "select gen_random_uuid(), 1, g.id, o.id, 'member', '2025-01-01' "
        "from \"grouping\" g, organisation o where g.code = 'VR91' and o.short_name = 'Verweg'"
    )
    plan = await taken(AREAS)
    assert plan.counts()["members_ended"] == 1
    assert await named(members) == [("VR91", ON), ("VR92", None)]
    assert (await taken(AREAS)).is_empty


async def test_a_code_of_one_region_with_the_name_of_another_is_refused(
    database: Database,
) -> None:
    await taken(register(), "tooi.json")
    await taken(AREAS)
    with pytest.raises(Refused) as refused:
        await taken(AREAS.replace(b"VR92,Verweg", b"VR92,Noord"))
    [told] = refused.value.complaints
    assert (told.line, told.values["known"], told.values["other"]) == (3, "Verweg", "VR91")


async def test_what_stands_on_two_sheets_is_told_with_the_other_sheet(database: Database) -> None:
    page = ("soort", "naam"), (("zorgorganisatie", "GGZ Noord"),)
    with pytest.raises(Refused) as refused:
        await taken(workbook([Page("een", *page), Page("twee", *page)]), "a.xlsx")
    [told] = refused.value.complaints
    assert (told.file, told.values["file"], told.values["line"]) == (
        "a.xlsx [twee]",
        "a.xlsx [een]",
        2,
    )


async def test_an_empty_workbook_is_refused(database: Database) -> None:
    with pytest.raises(Refused) as refused:
        await taken(workbook([Page("leeg", ())]), "leeg.xlsx")
    assert [one.problem for one in refused.value.complaints] == ["There is nothing in this file."]


async def test_one_unknown_code_is_told_once(database: Database) -> None:
    await taken(register(), "tooi.json")
    with pytest.raises(Refused) as refused:
        await taken(AREAS.replace(b"GM0004", b"GM0044"))
    assert [(one.line, one.values["code"]) for one in refused.value.complaints] == [(3, "GM0044")]


async def test_who_ended_and_was_followed_is_not_revived(database: Database) -> None:
    await taken(register(), "tooi.json")
    again = b"soort;naam;cbs-code;vanaf;tot\ngemeente;Gemeente Noord;GM0001;01-01-2027;\n"
    before = await everything()
    with pytest.raises(Refused) as refused:
        await taken(again)
    [told] = refused.value.complaints
    assert (told.line, told.about, told.values["day"]) == (2, "tot (E)", ON)
    assert await everything() == before


async def test_what_is_too_long_or_no_address_is_told_and_never_cut(database: Database) -> None:
    long = "x" * 201
    rows = f"soort;naam;korte naam;mailbox\ngemeente;{long};{long};{long}\ngemeente;A;;geen mail\n"
    with pytest.raises(Refused) as refused:
        await taken(rows.encode())
    told = [(one.line, one.about) for one in refused.value.complaints]
    assert told == [
        (2, "naam (B)"), (2, "korte naam (C)"), (2, "mailbox (D)"), (3, "mailbox (D)"),
    ]  # fmt: skip
