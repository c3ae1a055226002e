"""Conditions of a text are read and typed in words; what has none is kept as it was."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from tests.builders.formation import AT, ready
from tests.builders.parties import cast

from governance.base.errors import Refused
from governance.documents.text import write_text
from governance.formation.conditions.rules import in_words
from governance.formation.editing import actions, papers
from governance.formation.editing.forms import PassageRow, SectionForm
from governance.formation.editing.rules import conditions
from governance.formation.editing.typed.rules import NO_CONDITION, NOT_ENDED, Read
from governance.formation.queries import forming, model_of, models
from governance.formation.sentences.rules import known_within, shown
from governance.formation.texts.papers import agreement_text
from governance.library.drafts import text_of
from governance.library.rules import Model

COSTS = "zorgcoordinatie-centrumgemeente"


def read(typed: str, model: Model) -> str:
    found = Read(typed, known_within(model), model.language)
    assert found.problems == []
    return found.text


def test_no_text_of_ours_shows_a_condition_as_it_is_written() -> None:
    for model in models():
        for section in text_of(model).sections:
            for one in conditions(model, section.passages):
                assert not {"==", "term.", "choice.", "blank."} & set(one.said.split()), one.said
                assert "==" not in one.said and "not (" not in one.said
            for passage in section.passages:
                typed = shown(passage.words, model)
                assert "{" not in typed, typed
                assert shown(read(typed, model), model) == typed


def test_a_condition_names_what_it_asks_and_the_answers_that_are_left() -> None:
    model = model_of(COSTS)
    is_so = 'choice.verdeelsleutel == "inwoners"'
    rest = f'not ({is_so}) and not (choice.verdeelsleutel == "gelijk")'
    asked = "Volgens welke verdeelsleutel betalen de gemeenten?"
    assert in_words(is_so, model) == f"{asked} – naar het aantal inwoners"
    assert in_words(rest, model) == f"{asked} – een vast bedrag, en de rest naar gebruik"
    either = in_words("term.months or term.ends_on", model)
    assert either == "Looptijd in maanden – ingevuld of Laatste dag – ingevuld"
    assert in_words('not (term.extension == "none") and (term.months or term.ends_on)', model) == (
        "Verlenging – verlenging na overleg of stilzwijgende verlenging, tenzij wordt opgezegd of "
        "één verlenging op verzoek of gaat over in onbepaalde tijd en "
        "(Looptijd in maanden – ingevuld of Laatste dag – ingevuld)"
    )
    for unsaid in ("term.strange", 'choice.niets == "x"', "blank.niets", "1 < 2"):
        assert in_words(unsaid, model) == unsaid


@pytest.mark.parametrize(
    "words",
    [
        "a{% if term.months %} b [c]{% else %} d{% endif %}.",
        "{% if term.months %}{% if term.enforceable %}in{% endif %} uit{% endif %} [x",
        'x{% if choice.verdeelsleutel == "gelijk" %}, {{ blank.x }}{% elif term.end_event %} y{% '
        "endif %}",
        "zie {{ art.kosten }}{% if term.months %} en {{ art.looptijd }}{% endif %} ]",
    ],
)
def test_what_stands_within_a_sentence_comes_back_as_it_was(words: str) -> None:
    model = model_of(COSTS)
    of = model.articles[0]
    with_it = replace(of, passages=(replace(of.passages[0], words=words),))
    model = replace(model, articles=(with_it, *model.articles[1:]))
    typed = shown(words, model)
    assert "{%" not in typed and "{{" not in typed
    once = read(typed, model)
    assert shown(once, model) == typed
    assert once.count("{% if") == typed.count("[als ") >= 1


@pytest.mark.usefixtures("database")
async def test_an_article_with_a_condition_is_changed_and_loses_nothing() -> None:
    people = await cast()
    made, name, by = await ready(people), "art-evaluatie", people.administrator
    whole = await forming(made, by=by)
    section = actions.section_named(whole, name)
    fields = papers.fields(section, whole.model)
    rows = [PassageRow(**row) for row in fields["passages"]]
    form = SectionForm(fields["seen"], fields["title"], fields["when"], rows)
    [at] = [n for n, row in enumerate(rows) if "[als " in row.words]
    assert "{%" not in str(fields)
    assert await actions.save_section(made, name, form, by=by, at=AT) is False
    assert actions.section_named(await forming(made, by=by), name) == section
    for wrong, problem in (
        (rows[at].words + " [als het regent: niet].", NO_CONDITION),
        (rows[at].words.replace("looptijd]", "looptijd"), NOT_ENDED),
    ):
        typed = [replace(row, words=wrong) if n == at else row for n, row in enumerate(rows)]
        with pytest.raises(Refused) as refused:
            await actions.save_section(made, name, replace(form, passages=typed), by=by, at=AT)
        [told] = refused.value.complaints
        assert (told.field, told.problem) == (f"passages.{at}.words", problem)
    changed = replace(rows[at], words=rows[at].words.replace("De Gemeente", "Het college"))
    typed = [*rows[:at], changed, *rows[at + 1 :]]
    await actions.save_section(made, name, replace(form, passages=typed), by=by, at=AT)
    kept = actions.section_named(await forming(made, by=by), name).passages[at].words
    assert "Het college evalueert" in kept and "{% if (term.months) or (term.ends_on) %}," in kept
    text = write_text(agreement_text(await forming(made, by=by), draft=True))
    assert "ten minste zes maanden voor het einde" in text and "[als" not in text
