"""The restricted Markdown: what it makes, and what it refuses."""

from types import SimpleNamespace

import pytest

from governance.documents.blocks import Clause, ListItem, Run
from governance.library.filling import Asked
from governance.library.passages import passages
from governance.library.texts import EMPTY, Directive, Reading


def _read(text: str, **blanks: object) -> Reading:
    found, wrong = passages("doel", "doel.md", text)
    reading = Reading("doel", "doel.md", found, {"blank": SimpleNamespace(**blanks)})
    reading.complaints[:0] = wrong
    return reading


def test_numbers_are_clauses_and_letters_are_items_of_them() -> None:
    clauses, _ = _read("1. Eerst:\n   a. een;\n   b. twee\n      lang.\n2. Dan.").clauses(
        "art-doel"
    )
    assert clauses == (
        Clause(
            (Run("Eerst:"),),
            "art-doel-1",
            (
                ListItem((Run("een;"),), "art-doel-1-a"),
                ListItem((Run("twee lang."),), "art-doel-1-b"),
            ),
        ),
        Clause((Run("Dan."),), "art-doel-2"),
    )


def test_one_paragraph_over_two_lines_is_one_clause() -> None:
    clauses, _ = _read("Dit is\nhet.").clauses("art-doel")
    assert clauses == (Clause((Run("Dit is het."),), "art-doel-1"),)


def test_bold_and_italic_are_runs() -> None:
    clauses, _ = _read("Een **vet** en *schuin* woord, \\* niet.").clauses("a")
    assert clauses[0].runs == (
        Run("Een "),
        Run("vet", bold=True),
        Run(" en "),
        Run("schuin", italic=True),
        Run(" woord, * niet."),
    )


@pytest.mark.parametrize(
    "typed", ["**vet** *x*", "1. a\n2. b", ":::parties", "{{ blank.x }}", "# k"]
)
def test_what_was_typed_never_becomes_markup(typed: str) -> None:
    reading = _read("Waarde: {{ blank.x }}.", x=typed)
    clauses, directives = reading.clauses("a")
    assert clauses[0].runs == (Run(f"Waarde: {' '.join(typed.split())}."),)
    assert (directives, reading.complaints) == ((), [])


def test_a_typed_mark_cannot_end_its_own_value() -> None:
    clauses, _ = _read("{{ blank.x }}", x="a\ue001**b**").clauses("a")
    assert clauses[0].runs == (Run("a**b**"),)


def test_an_open_blank_shows_its_question() -> None:
    clauses, _ = _read("In {{ blank.x }} dus.", x=Asked("Welke regio?")).clauses("a")
    assert clauses[0].runs == (Run("In "), Run("[Welke regio?]", blank=True), Run(" dus."))


def test_directives_are_read_with_their_arguments() -> None:
    _, directives = _read('1. Zie.\n\n:::commitments theme="zorg"\n').clauses("a")
    assert directives == (Directive("commitments", {"theme": "zorg"}),)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("1. Goed.\n\n# Kop\n", 3),
        ("1. Goed.\n2. **open\n", 2),
        ("a. los\n", 1),
        ("1. Goed.\n\nLos.\n", 3),
        ("1. Goed.\n:::tabel\n", 2),
        ("1. Goed.\n> citaat\n", 2),
        ("{% if blank.x %}\n1. Ja.\n{% endif %}\n\n- streep\n", 5),
    ],
)
def test_a_deviation_is_told_with_the_line_of_the_source(text: str, line: int) -> None:
    reading = _read(text, x="y")
    reading.clauses("a")
    assert [(c.file, c.line) for c in reading.complaints] == [("doel.md", line)]


def test_a_text_without_words_is_open() -> None:
    reading = _read("")
    assert [(c.problem, c.line) for c in reading.open] == [(EMPTY, 1)]


def test_rows_make_a_table_whose_first_row_names_its_columns() -> None:
    reading = _read("1. Zie de tabel.\n\n| Wie | Wat |\n| Partij A | **meldt** |\n| B |\n")
    clauses, _ = reading.clauses("art-doel")
    [table] = reading.tables("art-doel", "Doel")
    assert [clause.anchor for clause in clauses] == ["art-doel-1"]
    assert [column.head for column in table.columns] == ["Wie", "Wat"]
    assert [[cell.runs for cell in row.cells] for row in table.rows] == [
        [(Run("Partij A"),), (Run("meldt", bold=True),)],
        [(Run("B"),), ()],
    ]
    assert [row.anchor for row in table.rows] == ["art-doel-3", "art-doel-4"]
