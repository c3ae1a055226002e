"""Every kind of commitment in ``agreements/kinds`` is whole, and says what its fields hold."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.builders.kinds import answers, filled

from governance.base.errors import Refused
from governance.library.folders import found
from governance.library.kinds.folders import extra_complaints, found_in, kind_of, kinds, read
from governance.library.kinds.rules import FieldType, Kind, kept, kind_complaints
from governance.library.kinds.saying import sentences, shown

ISSUE = {
    "case_direction", "linking_pin", "enforcement", "reporting_route", "signal_meeting",
    "care_coordinator_at_riec", "capacity", "designated_officer", "prevention", "education",
    "awareness", "training", "shelter", "migrant_organisations", "signalling_without_report",
    "minors", "independent_investigation", "knowledge_point", "research", "prevention_budget",
    "monitoring", "other",
}  # fmt: skip
"""The kinds that issue 6 asks; beside them stand those that section 6 of the domain notes needs."""
each_kind = pytest.mark.parametrize("kind", kinds().values(), ids=lambda kind: kind.key)


def test_every_kind_of_the_issue_is_there_and_other_comes_last() -> None:
    assert ISSUE | {"local_approach", "case_conference"} == set(kinds())
    assert list(kinds())[-1] == "other"


@each_kind
def test_every_name_and_label_stands_in_both_languages(kind: Kind) -> None:
    said = [kind.name, kind.explanation, *(field.label for field in kind.fields)]
    said += [option.label for field in kind.fields for option in field.options]
    said += [one.name for one in kind.indicators] + [one.unit for one in kind.indicators]
    assert all(one.nl.strip() and one.en.strip() for one in said)
    labels = [field.label.nl for field in kind.fields]
    assert len(labels) == len(set(labels))


@each_kind
def test_every_field_is_said_in_the_agreement_and_an_open_one_says_nothing(kind: Kind) -> None:
    whole = "\n".join(sentences(kind, answers(kind)))
    for field in kind.fields:
        if field.type is FieldType.YES_NO:
            alone = sentences(kind, {field.key: True}), sentences(kind, {field.key: False})
            assert len(set(alone)) == 2 and all(alone)
        else:
            assert shown(field, filled(field), "nl") in whole
        assert sentences(kind, {field.key: filled(field)})
    assert sentences(kind, {}) == ()
    assert all(line.endswith(".") and "  " not in line for line in whole.splitlines())


@each_kind
def test_what_fits_is_kept_and_kept_again_the_same(kind: Kind) -> None:
    assert list(kind_complaints(kind, answers(kind), "extra")) == []
    once = kept(kind, answers(kind))
    assert set(once) == {field.key for field in kind.fields}
    assert kept(kind, once) == once
    assert list(kind_complaints(kind, once, "extra")) == []


@each_kind
def test_every_kind_proposes_something_to_measure(kind: Kind) -> None:
    assert kind.indicators


def test_what_does_not_fit_is_told_at_its_field() -> None:
    kind = kind_of("linking_pin")
    wrong = {
        "rhythm": "sometimes", "least_present": "many", "pin": "a\nb", "unasked": "x", "table": 3,
    }  # fmt: skip
    told = {c.field: c.problem for c in kind_complaints(kind, wrong, "extra")}
    assert set(told) == {f"extra.{key}" for key in wrong}
    assert told["extra.rhythm"] == "Choose one of the options."
    assert told["extra.least_present"] == "“{value}” is no number."
    halves = list(kind_complaints(kind, {"least_present": "2.5"}, "extra"))
    assert [c.problem for c in halves] == ["“{value}” is no whole number."]
    assert [c.field for c in extra_complaints("no_such_kind", {})] == ["kind"]


def test_only_the_days_of_enforcement_are_hidden() -> None:
    assert [kind.key for kind in kinds().values() if kind.hides_dates] == ["enforcement"]


def test_a_kind_that_is_not_shipped_any_more_is_shown_as_other() -> None:
    assert kind_of("gone") is kinds()["other"]


def test_every_commitment_of_a_model_has_a_kind_of_its_own() -> None:
    used = {one.kind for model in found() for one in model.commitments}
    assert "other" not in used
    assert used <= set(kinds())


KIND = """key = "{key}"
name = {{ nl = "Naam", en = "Name" }}
explanation = {{ nl = "Uitleg", en = "{en}" }}
[[fields]]
key = "who"
type = "{type}"
label = {{ nl = "Wie", en = "Who" }}
"""


def written(folder: Path, wording: str = "{{ who }}.", **said: str) -> Path:
    place = folder / "try"
    place.mkdir()
    values = {"key": "try", "en": "Explanation", "type": "text"} | said
    (place / "kind.toml").write_text(KIND.format(**values), "utf-8")
    (place / "wording.md").write_text(wording, "utf-8")
    return place


def test_a_new_kind_is_two_files(tmp_path: Path) -> None:
    written(tmp_path, "{% if who %}Het is {{ who }}.{% endif %}\n")
    [kind] = found_in(tmp_path).values()
    assert sentences(kind, {"who": "de burgemeester"}) == ("Het is de burgemeester.",)


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        ({"wording": "Niets."}, "The text of this kind does not say the field “{key}”."),
        (
            {"wording": "{{ who }} {{ what }}"},
            "The text of this kind says “{key}”, which it does not ask.",
        ),
        ({"wording": "{% if who %}"}, "The text of a kind cannot be read: its braces are not"),
        ({"en": " "}, "This text has no words."),
        ({"type": "choice"}, "A choice needs at least two options."),
        ({"type": "poem"}, "“{value}” cannot be read here; expected is {expected}."),
        ({"key": "else"}, "The key of a kind is the name of its folder, here “{folder}”."),
    ],
)
def test_a_kind_that_is_not_whole_is_refused(
    tmp_path: Path, said: dict[str, str], problem: str
) -> None:
    place = written(tmp_path, **said)
    with pytest.raises(Refused) as refused:
        read(place)
    assert any(c.problem.startswith(problem) for c in refused.value.complaints)
    with pytest.raises(Refused):
        found_in(tmp_path)
