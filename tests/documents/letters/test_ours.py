"""The letters that are there on day one: right, filled in, and made from their texts."""

from __future__ import annotations

import importlib.util
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from tests.builders.templates import everything

from governance.base.places import shipped
from governance.documents.letters.fields import Field, Kind, sampled
from governance.documents.letters.writing import checked, preview, written
from governance.formation.letters.fields.rules import FIELDS
from governance.formation.letters.rules import LETTER_WORDS, Letter

ROOT = Path(__file__).resolve().parent.parent.parent.parent
FOLDER = shipped("templates") / "documents" / "letters"


def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("letters_script", ROOT / "scripts/letters.py")
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


def content(letter: Letter) -> bytes:
    return (FOLDER / f"{letter}.docx").read_bytes()


def test_there_is_a_template_of_each_letter_and_no_other() -> None:
    assert sorted(path.stem for path in FOLDER.glob("*.docx")) == sorted(Letter)
    assert set(LETTER_WORDS) == set(Letter)


@pytest.mark.parametrize("letter", Letter)
def test_a_template_is_made_of_its_text(letter: Letter) -> None:
    text = (FOLDER / f"{letter}.txt").read_text("utf-8")
    assert script().letter(text) == content(letter)


@pytest.mark.parametrize("letter", Letter)
def test_a_letter_has_no_findings_and_says_the_samples(letter: Letter) -> None:
    assert checked(content(letter), FIELDS) == ()
    said = everything(preview(content(letter), FIELDS))
    assert "{" not in said
    assert "Afspraak Voorbeeld" in said
    assert "Gemeente Voorbeeld" in said
    assert preview(content(letter), FIELDS) == preview(content(letter), FIELDS)


@pytest.mark.parametrize("letter", Letter)
def test_a_letter_of_which_nothing_is_known_shows_open_places(letter: Letter) -> None:
    said = everything(written(content(letter), FIELDS, {}))
    assert "[Titel van de afspraak]" in said
    assert "{" not in said
    assert "None" not in said


def test_every_field_has_a_sample_of_its_kind() -> None:
    kinds = {Kind.DATE: date, Kind.NUMBER: int, Kind.TEXT: str, Kind.LIST: list, Kind.GROUP: dict}

    def look(fields: tuple[Field, ...], values: dict[str, Any]) -> None:
        for one in fields:
            value = values[one.name]
            assert isinstance(value, kinds[one.kind]), one.name
            for inner in value if one.kind is Kind.LIST else [value] * bool(one.fields):
                look(one.fields, inner)

    look(FIELDS, sampled(FIELDS, "nl"))
