"""Every article, paragraph and party of ordinary agreements of differing build is found.

Measured as written, and as LibreOffice saves the same files; and for the model agreements that
ship with the service, made into Word.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence

import pytest
from tests.builders.libreoffice import saved_anew
from tests.builders.ordinary import EVERY, Truth

from governance.base.places import shipped
from governance.cli.draft import drafted
from governance.documents.blocks import Article, said
from governance.documents.docx import write_docx
from governance.documents.reading.ordinary.pieces import Moment, Understood
from governance.documents.reading.ordinary.understanding import understood

NAMES = [make.__name__ for make in EVERY]
MADE = {make.__name__: make() for make in EVERY}
FORM = {"artikel", "bijlage", "organisatie"}
"""What only says what stands beside it."""
MODELS = sorted(path.parent.name for path in shipped("agreements").glob("*/model.toml"))


@pytest.fixture(scope="module")
def read() -> dict[tuple[str, str], Understood]:
    """What is understood of each, by the program that wrote it and its name."""
    written = {name: content for name, (content, _) in MADE.items()}
    return {
        (program, name): understood(content)
        for program, files in (("word", written), ("libreoffice", saved_anew(written)))
        for name, content in files.items()
    }


def articles(of: Understood) -> list[tuple[str, str]]:
    return [(one.number, one.title) for one in of.articles]


def paragraphs(of: Understood) -> list[tuple[str, str]]:
    return [(a.number, one.number) for a in of.articles for one in a.paragraphs]


def parties(of: Understood) -> list[tuple[str, str, str]]:
    return [(one.name, one.function, one.called) for one in of.parties]


def there(truth: Truth, what: str) -> list[tuple[str, ...]]:
    if what == "parties":
        return list(truth.parties)
    if what == "articles":
        return [(number, title) for number, title, _ in truth.articles]
    return [(number, one) for number, _, numbers in truth.articles for one in numbers]


def hits(found: Sequence[object], wanted: Sequence[object]) -> int:
    """How many are found; what is found too much counts against it."""
    same = sum(1 for one, other in zip(found, wanted, strict=False) if one == other)
    return same - max(0, len(found) - len(wanted))


def test_all_of_it_is_found_where_it_stands(read: dict[tuple[str, str], Understood]) -> None:
    """Articles found / articles there, and so for paragraphs and parties: all of them."""
    for program in ("word", "libreoffice"):
        for what, find in (
            ("articles", articles), ("paragraphs", paragraphs), ("parties", parties),
        ):  # fmt: skip
            wanted = {name: there(truth, what) for name, (_, truth) in MADE.items()}
            found = sum(hits(find(read[program, name]), wanted[name]) for name in NAMES)
            total = sum(map(len, wanted.values()))
            sys.stdout.write(f"\n{program}: {what} found / there: {found} / {total}")
            assert found == total, program


@pytest.mark.parametrize("program", ["word", "libreoffice"])
@pytest.mark.parametrize("name", NAMES)
def test_each_is_understood(
    read: dict[tuple[str, str], Understood], program: str, name: str
) -> None:
    found, truth = read[program, name], MADE[name][1]
    for what, find in (("articles", articles), ("paragraphs", paragraphs), ("parties", parties)):
        assert find(found) == there(truth, what)
    assert found.title == truth.title
    assert len(found.recitals) == truth.recitals
    assert tuple((one.number, one.title) for one in found.annexes) == truth.annexes
    assert len(found.footnotes) == truth.footnotes
    assert found.together == truth.together
    assert found.closing or not truth.signed
    for moment, day in (
        (Moment.STARTS, truth.starts), (Moment.ENDS, truth.ends), (Moment.SIGNED, truth.signed),
    ):  # fmt: skip
        days = [one.on for one in found.dates if one.moment is moment and one.on]
        assert (days[0] if days else None) == day


def words(of: Understood) -> Iterator[str]:
    """All texts that were understood, or are told to be left."""
    yield from (of.title, of.subtitle, *(one.text for one in (*of.phrases, *of.left)))
    yield from (f"{one.number} {one.text}" for one in of.parties)
    yield from (f"{one.number} {one.text}" for one in of.footnotes)
    yield from str_of([*of.recitals, *of.articles, *of.closing, *of.annexes])


def str_of(pieces: object) -> Iterator[str]:
    """Every text in a tree of pieces."""
    if isinstance(pieces, str):
        yield pieces
    elif isinstance(pieces, (tuple, list)):
        if pieces and all(type(one).__name__ == "Run" for one in pieces):
            yield said(tuple(pieces))
        else:
            for one in pieces:
                yield from str_of(one)
    elif hasattr(pieces, "__struct_fields__"):
        for field in pieces.__struct_fields__:
            yield from str_of(getattr(pieces, field))


@pytest.mark.parametrize("name", NAMES)
def test_no_word_of_it_is_lost(read: dict[tuple[str, str], Understood], name: str) -> None:
    """Each word of five letters or more of the original stands in what was understood."""
    found = read["word", name]
    kept = " ".join(words(found)).lower()
    for text in found.original:
        for word in text.replace("|", " ").split():
            bare = word.strip('.,;:()“”‘’"').lower()
            assert len(bare) < 5 or bare in kept or bare in FORM, (word, text)


@pytest.mark.parametrize("name", NAMES)
def test_each_piece_knows_its_place(read: dict[tuple[str, str], Understood], name: str) -> None:
    """The place that a piece names holds its words."""
    found = read["word", name]
    for article in found.articles:
        assert article.title.lower()[:20] in " ".join(
            found.original[article.source : article.source + 2]
        ).lower().replace(" | ", " ")
        for one in article.paragraphs:
            assert said(one.runs).split("\n")[0] in found.original[one.source]
    for party in found.parties:
        last = party.name.split()[-1]
        assert last in found.original[party.source]


@pytest.mark.parametrize("model", MODELS)
def test_the_models_of_the_service_are_understood_from_their_word_files(model: str) -> None:
    folder = shipped("agreements") / model
    made = drafted(folder, folder / "example.toml", False)
    found = understood(write_docx(made))
    wanted = [one for one in made.blocks if isinstance(one, Article)]
    assert [(one.number, one.title) for one in found.articles] == [
        (str(number), one.title) for number, one in enumerate(wanted, 1)
    ]
    for one, article in zip(found.articles, wanted, strict=True):
        assert [len(p.items) for p in one.paragraphs] == [len(c.items) for c in article.clauses]
    assert len(found.annexes) == 2
    assert len(found.parties) > 1
    assert all(party.function for party in found.parties)
