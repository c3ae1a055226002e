"""A text as passages: keys that stay, conditions that are kept, and back to the same text."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from governance.library.folders import found, recitals_of
from governance.library.passages import LOOSE_WORDS, Form, Passage, passages
from governance.library.rules import Model


def _read(text: str) -> tuple[Passage, ...]:
    read, wrong = passages("doel", "doel.md", text)
    assert not wrong
    return read


def test_every_branch_of_a_condition_becomes_a_condition_of_its_own() -> None:
    text = """{% if term.months %}
1. Een.
{% elif choice.x == "a" %}
1. Twee.
{% else %}
{% if blank.y %}
1. Drie.
{% endif %}
{% endif %}
2. Altijd."""
    assert [(p.key, p.words, p.when) for p in _read(text)] == [
        ("1", "Een.", "term.months"),
        ("2", "Twee.", 'not (term.months) and (choice.x == "a")'),
        ("3", "Drie.", '(not (term.months) and not (choice.x == "a")) and (blank.y)'),
        ("4", "Altijd.", ""),
    ]


def test_a_condition_within_a_passage_stays_in_its_words() -> None:
    [only] = _read("1. Klaar{% if term.months %}, op tijd{% endif %}.")
    assert only == Passage(
        "1", Form.CLAUSE, "Klaar{% if term.months %}, op tijd{% endif %}.", "", 1
    )


def test_words_that_go_on_under_another_condition_are_told() -> None:
    _, [told] = passages("doel", "doel.md", "1. Een\n{% if term.months %}\nen twee.\n{% endif %}")
    assert (told.problem, told.line) == (LOOSE_WORDS, 3)


def test_items_have_keys_below_their_clause_and_rows_are_a_form() -> None:
    read = _read("1. Een:\n   a. x;\n   b. y.\n2. Twee.\n   a. z.\n\n| Wie | Wat |\n| A | B |")
    assert [(p.key, p.form) for p in read] == [
        ("1", Form.CLAUSE),
        ("1-a", Form.ITEM),
        ("1-b", Form.ITEM),
        ("2", Form.CLAUSE),
        ("2-a", Form.ITEM),
        ("3", Form.ROW),
        ("4", Form.ROW),
    ]


def _written(given: tuple[Passage, ...]) -> Iterator[str]:
    """Passages as lines of the restricted Markdown, each under its condition."""
    number = item = 0
    for passage in given:
        number += passage.form is Form.CLAUSE
        item = item + 1 if passage.form is Form.ITEM else 0
        mark = {
            Form.CLAUSE: f"{number}. ",
            Form.ITEM: f"   {chr(96 + item)}. ",
            Form.DASH: "- ",
            Form.HEADING: "## ",
            Form.DIRECTIVE: ":::",
        }.get(passage.form, "")
        row = passage.form is Form.ROW
        line = f"| {passage.words} |" if row else f"{mark}{passage.words}"
        if passage.when:
            yield f"{{% if {passage.when} %}}"
        yield line
        if passage.when:
            yield "{% endif %}"


@pytest.mark.parametrize("model", found(), ids=lambda model: model.key)
def test_every_text_of_a_shipped_model_comes_back_from_its_passages(model: Model) -> None:
    for article in (recitals_of(model), *model.articles, *model.annexes):
        again = _read("\n".join(_written(article.passages)))
        assert [(p.form, p.words, p.when) for p in again] == [
            (p.form, p.words, p.when) for p in article.passages
        ]
