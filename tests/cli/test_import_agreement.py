"""``governance import-agreement``: what was understood, for people and for machines."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.builders.hostile import OFFICE, related, with_part
from tests.builders.ordinary import bold_by_hand, run_in, title_below
from tests.builders.writing import Pen


def ran(
    file: Path, *options: str, language: str = "nl", **more: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "governance.cli.main", "--language", language,
         "import-agreement", str(file), *options],
        check=False, capture_output=True, text=True, env=os.environ | more,
    )  # fmt: skip


def written(folder: Path, content: bytes, name: str = "afspraak.docx") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def test_people_see_what_was_understood(tmp_path: Path) -> None:
    said = ran(written(tmp_path, bold_by_hand()[0]))
    assert (said.returncode, said.stderr) == (0, "")
    lines = said.stdout.splitlines()
    assert lines[:2] == ["SAMENWERKINGSOVEREENKOMST", "  Aanpak mensenhandel in Waterland"]
    party = (
        "    De gemeente Noordstad (burgemeester, genoemd “de Gemeente”, "
        "besluit van 3 februari 2026)"
    )
    assert "  3 partijen" in lines
    assert party in lines
    assert "    samen genoemd “Partijen”" in lines
    assert "  4 artikelen" in lines
    assert "    2 Taken van de Gemeente (4 leden)" in lines
    assert any(line.startswith("  Treedt in werking: 1 april 2026 “") for line in lines)
    assert any(line.startswith("  Opzegtermijn: zes maanden “") for line in lines)
    assert lines[-2:] == ["  1 bijlage", "    1 Contactfuncties"]


def test_chapters_and_tracked_changes_are_told_in_the_language_of_the_person(
    tmp_path: Path,
) -> None:
    said = ran(written(tmp_path, title_below()[0]), language="en")
    assert "  5 articles\n    Hoofdstuk 1 Algemeen\n    1 Begrippen (1 paragraph" in said.stdout
    said = ran(written(tmp_path, run_in()[0]), language="en")
    assert "The file holds tracked changes: they were read as accepted." in said.stdout


def test_machines_get_json(tmp_path: Path) -> None:
    said = ran(written(tmp_path, bold_by_hand()[0]), "--json")
    found = json.loads(said.stdout)
    assert [one["number"] for one in found["articles"]] == ["1", "2", "3", "4"]
    assert found["parties"][0]["decided_on"] == "2026-02-03"
    place = found["articles"][0]["source"]
    assert found["original"][place] == "Artikel 1 Begripsbepalingen"


def test_a_letter_is_told_to_be_none_and_its_text_is_listed(tmp_path: Path) -> None:
    pen = Pen()
    pen.lines("Geachte heer, mevrouw,", "Bijgaand het verslag.")
    said = ran(written(tmp_path, pen.done()))
    assert said.returncode == 0
    assert "In dit bestand is geen artikel gevonden. Is het wel een afspraak?" in said.stdout
    assert "  2 teksten die geen plaats kregen" in said.stdout
    assert "    Bijgaand het verslag. (in de tekst)" in said.stdout


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("afspraak.docx", b"MZ\x90\0", "Dit soort bestand kan hier niet. Kies een van deze: DOCX."),
        ("afspraak.pdf", bold_by_hand()[0],
         "De naam eindigt op .pdf, maar de inhoud is DOCX."),
        ("afspraak.docx", with_part("word/document.xml", "<w"),
         "Het bestand is beschadigd: word/document.xml is niet te lezen."),
        ("afspraak.docx", related(OFFICE + "image", "http://x/"),
         "Het bestand toont een afbeelding die elders staat. Zet de afbeelding zelf in het bestand "
         "en probeer het opnieuw."),
        ("afspraak.docx", b"", "Dit bestand is leeg."),
    ],
)  # fmt: skip
def test_a_file_that_is_refused_is_named_with_the_reason(
    tmp_path: Path, name: str, content: bytes, told: str
) -> None:
    path = written(tmp_path, content, name)
    said = ran(path)
    assert (said.returncode, said.stdout) == (1, "")
    assert said.stderr.splitlines() == [f"{path}: {told}"]


def test_a_file_larger_than_the_setting_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, bytes(1_000_001))
    said = ran(path, GOVERNANCE_UPLOAD_LIMIT="1")
    assert said.returncode == 1
    assert said.stderr == f"{path}: Dit bestand is te groot: het mag hoogstens 1 MB zijn.\n"


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    said = ran(tmp_path / "nergens.docx")
    assert said.returncode == 2
    assert said.stdout == ""
    assert "FILE" in said.stderr
