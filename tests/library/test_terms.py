"""The text says of the term what was chosen, in every model and every combination."""

import re
from itertools import product
from pathlib import Path

import pytest
from msgspec.structs import replace
from tests.builders.library import given

from governance.base.places import shipped
from governance.documents.blocks import Article, said
from governance.documents.numbering import clauses
from governance.library.checks import checked
from governance.library.forms import Answers, TermAnswer
from governance.library.papers import agreement_document
from governance.library.rules import EntryRule, ExtensionRule, Model

KEYS = sorted(path.parent.name for path in shipped("agreements").glob("*/model.toml"))
COUNTED = (ExtensionRule.CONSULTATION, ExtensionRule.TACIT, ExtensionRule.ONCE)
EXTENDED = {
    ExtensionRule.NONE: "eindigt van rechtswege en wordt niet verlengd",
    ExtensionRule.CONSULTATION: "over verlenging met {months}. De verlenging wordt schriftelijk",
    ExtensionRule.TACIT: "telkens stilzwijgend verlengd met {months}, tenzij",
    ExtensionRule.ONCE: "kan d[a-z]+ [a-z]+ eenmaal met {months} worden verlengd",
    ExtensionRule.INDEFINITE: "Na afloop geldt d[a-z]+ [a-z]+ voor onbepaalde tijd",
}
INDEFINITE = "overeenkomst|convenant|verklaring|addendum) geldt voor onbepaalde tijd"


def _articles(model: Model, answers: Answers) -> str:
    document = agreement_document(model, answers, version="1", dated="2026-10-01", draft=True)
    of = [block for block in document.blocks if isinstance(block, Article)]
    return "\n".join(said(clause.runs) for one in of for _, clause in clauses(one))


def _term(rule: ExtensionRule, months: int | None, notice: int) -> TermAnswer:
    extension = 12 if rule in COUNTED else None
    return TermAnswer(
        months=months,
        entry=EntryRule.ALL_SIGNED,
        extension=None if months is None else rule,
        extension_months=extension,
        notice_months=notice,
        indefinite=months is None,
    )


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("months", [1, 48])
def test_a_term_with_an_end_says_how_it_ends_and_when_it_is_evaluated(
    key: str, months: int
) -> None:
    model, answers = given(key)
    for rule, notice in product(ExtensionRule, (1, 6)):
        text = _articles(model, replace(answers, term=_term(rule, months, notice)))
        for other, words in EXTENDED.items():
            found = re.search(words.replace("{months}", "12 maanden"), text)
            assert bool(found) is (other is rule), (rule, other)
        length, ahead = ("1 maand" if n == 1 else f"{n} maanden" for n in (months, notice))
        assert f"voor een periode van {length} na de inwerkingtreding" in text
        assert f"een opzegtermijn van {ahead}." in text
        assert "zes maanden voor het einde van de looptijd." in text
        assert not re.search(f"(?:Dit |Deze )(?:{INDEFINITE}", text)
        assert not re.search(r"\b1 maanden|\bNone\b|\[", text)


@pytest.mark.parametrize("key", KEYS)
def test_an_indefinite_term_has_no_end_to_be_extended_or_evaluated_before(key: str) -> None:
    model, answers = given(key)
    answers = replace(answers, term=_term(ExtensionRule.NONE, None, 6))
    text = _articles(model, answers)
    assert re.search(f"(?:Dit |Deze )(?:{INDEFINITE}", text)
    assert not re.search("einde van de looptijd|van rechtswege|afloop|een periode van", text)
    assert not re.search("verleng(?!de kamer)", text), "nothing is extended"
    assert "een opzegtermijn van 6 maanden." in text
    assert [c for c in checked(model, answers) if c.field.startswith("term.")] == []


@pytest.mark.parametrize("key", KEYS)
def test_the_text_says_enforceable_where_that_is_chosen(key: str) -> None:
    model, answers = given(key)
    at_law, not_at_law = (
        _articles(model, replace(answers, term=TermAnswer(enforceable=chosen)))
        for chosen in (True, False)
    )
    assert "in rechte vorderen" in at_law
    assert "niet in rechte afdwingbaar" not in at_law
    assert "niet in rechte afdwingbaar" in not_at_law
    assert "in rechte vorderen" not in not_at_law


@pytest.mark.parametrize(
    ("term", "field"),
    [
        (TermAnswer(indefinite=True, months=12), "term.indefinite"),
        (TermAnswer(indefinite=True, extension=ExtensionRule.TACIT), "term.indefinite"),
        (_term(ExtensionRule.TACIT, 6, 6), "term.notice_months"),
        (_term(ExtensionRule.TACIT, 12, 18), "term.notice_months"),
    ],
)
def test_a_term_that_contradicts_itself_is_refused(term: TermAnswer, field: str) -> None:
    model, answers = given("signaaltafel")
    found = checked(model, replace(answers, term=term))
    assert field in {complaint.field for complaint in found}


@pytest.mark.parametrize("folder", KEYS)
def test_no_text_gives_a_number_of_months_its_word_twice(folder: str) -> None:
    texts = (shipped("agreements") / folder).rglob("*.md")
    assert not [path for path in texts if re.search(r"months \}\} maand", Path(path).read_text())]
