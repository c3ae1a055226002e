"""The words: every message has its Dutch, no Dutch is left over, one word for one thing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po

from governance.base.words import catalogues
from governance.web.filters import first_upper

ROOT = Path(__file__).resolve().parent.parent.parent
SOURCES = sorted((ROOT / "src" / "governance").rglob("*.py"))
PAGES = [
    *sorted((ROOT / "templates" / "pages").rglob("*.html")),
    *sorted((ROOT / "templates" / "notices").glob("*.txt")),
]
GLOSSARY = [
    (r"(?<!cooperation )\bagreements?\b", "afspra"),
    (r"\bcommitments?\b", "toezegging"),
    (r"\bmilestones?\b", "mijlpa"),
    (r"(?<!acceding )\b(party|parties)\b", "partij"),
    (r"\bcommittees?\b", "stuurgroep"),
    (r"\bsignatures?\b", "handtekening|ondertekening"),
]


def place(path: Path) -> str:
    return str(path.relative_to(ROOT))


def messages() -> Iterator[tuple[str, str]]:
    for path in [*SOURCES, *PAGES]:
        kind = "python" if path.suffix == ".py" else "jinja2.ext:babel_extract"
        found = extract(
            kind,
            BytesIO(path.read_bytes()),
            keywords={"N_": None, "_": None, "gettext": None, "ngettext": (1, 2)},
            options={"silent": "false", "extensions": "jinja2.ext.do"},
        )
        for line, message, _, _ in found:
            said = message[0] if isinstance(message, tuple) else message
            if said:
                yield said, f"{place(path)}:{line}"


def entries() -> Iterator[tuple[Path, Message]]:
    for path in catalogues("nl"):
        with path.open("rb") as file:
            yield from ((path, entry) for entry in read_po(file, locale="nl") if entry.id)


def forms(said: str | list[str] | tuple[str, ...]) -> list[str]:
    return [said] if isinstance(said, str) else list(said)


def test_every_message_has_its_dutch() -> None:
    known = {key: all(forms(entry.string)) for _, entry in entries() for key in forms(entry.id)}
    assert sorted({f"{at} {said}" for said, at in messages() if not known.get(said)}) == []


def test_no_dutch_is_kept_for_a_message_that_is_gone() -> None:
    used = {said for said, _ in messages()}
    assert [f"{place(p)}: {e.id}" for p, e in entries() if forms(e.id)[0] not in used] == []


def test_a_message_has_one_dutch_however_many_catalogues_know_it() -> None:
    """All of them are read into one: of two that differ, the page shows whichever comes last.
    What is to be said in two ways in Dutch is two messages in English."""
    known: dict[str, dict[str, list[str]]] = {}
    for path, entry in entries():
        ways = known.setdefault(forms(entry.id)[0], {})
        ways.setdefault(" | ".join(forms(entry.string)), []).append(place(path))
    assert {said: ways for said, ways in known.items() if len(ways) > 1} == {}


@pytest.mark.parametrize(("english", "word"), GLOSSARY, ids=[word for _, word in GLOSSARY])
def test_one_dutch_word_stands_for_one_english_word(english: str, word: str) -> None:
    """The glossary is law; a kind of agreement and a form of participation have their own name."""
    other = []
    for path, entry in entries():
        said = re.sub(r"{\w+}", "", " ".join(forms(entry.id)))
        dutch = " ".join(forms(entry.string))
        if re.search(english, said, re.I) and not re.search(word, dutch, re.I):
            other.append(f"{place(path)}: {said} => {dutch}")
    assert other == []


def test_no_page_makes_small_letters_of_an_abbreviation() -> None:
    """``capitalize`` makes "Riec" of "RIEC": ``first_upper`` raises the first letter only."""
    found = [
        str(path.relative_to(ROOT))
        for path in PAGES
        if re.search(r"\|\s*(?:capitalize|title)\b|\.capitalize\(\)", path.read_text())
    ]
    assert found == []
    assert first_upper("RIEC-gebied") == "RIEC-gebied"
    assert first_upper("overleg van het RIEC") == "Overleg van het RIEC"
    assert first_upper("") == ""
