"""A model that is not right is refused with everything that is wrong, with file and line."""

import shutil
from pathlib import Path

import pytest

from governance.base.errors import Complaint, NotFound, Refused
from governance.base.places import shipped
from governance.library.filling import NO_FORM, NOT_CLOSED
from governance.library.folders import found_in, model, read
from governance.library.sources import NOT_UTF8, key_lines


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "signaaltafel"
    shutil.copytree(shipped("agreements") / "signaaltafel", place)
    return place


def _change(file: Path, old: str, new: str) -> int:
    """Replace the first ``old`` and tell on which line it stood."""
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")
    return text[: text.index(old)].count("\n") + 1


def _refused(folder: Path) -> tuple[Complaint, ...]:
    with pytest.raises(Refused) as refused:
        read(folder)
    return refused.value.complaints


def test_unknown_keys_are_all_told_with_their_line_and_a_likely_name(folder: Path) -> None:
    toml = folder / "model.toml"
    first = _change(toml, 'subtitle = "', 'subtitel = "')
    second = _change(toml, 'owner_function = "', 'owner_funktion = "')
    told = {(c.field, c.line): c for c in _refused(folder)}
    assert told["subtitel", first].values == {"like": "subtitle"}
    assert told["commitments.0.owner_funktion", second].values == {"like": "owner_function"}
    assert {c.file for c in told.values()} == {str(toml)}
    assert {field for field, _ in told} >= {"subtitle", "commitments.0.owner_function"}


def test_a_wrong_value_tells_what_is_expected(folder: Path) -> None:
    line = _change(folder / "model.toml", 'nature = "result"', 'nature = "hope"')
    (complaint,) = _refused(folder)
    assert (complaint.line, complaint.values["expected"]) == (line, "effort / result")


def test_the_kinds_of_an_organisation_are_kinds_of_parties_and_no_limit_of_a_text(
    folder: Path,
) -> None:
    toml = folder / "model.toml"
    line = _change(toml, 'kinds = ["municipality"]\n\n[[blanks]]', 'kinds = ["ggd"]\n\n[[blanks]]')
    [told] = _refused(folder)
    assert told.field.startswith("blanks.")
    assert (told.file, told.line) == (str(toml), line)
    assert "municipality / province" in told.values["expected"]
    _change(toml, 'kinds = ["ggd"]\n\n[[blanks]]', "\n[[blanks]]")
    line = _change(toml, 'kind = "function"\n', 'kind = "function"\nkinds = ["police"]\n')
    [told] = _refused(folder)
    assert (told.values, told.line) == ({"key": "kinds"}, line + 1)


def test_an_article_file_that_does_not_exist_is_told_at_its_article(folder: Path) -> None:
    (folder / "articles" / "tafel.md").unlink()
    text = (folder / "model.toml").read_text("utf-8").splitlines()
    told = {c.field: c for c in _refused(folder)}
    article = told["articles: articles/tafel.md"]
    assert text[article.line] == 'key = "tafel"'


def test_a_blank_that_the_model_does_not_ask_is_told_in_the_article(folder: Path) -> None:
    line = _change(folder / "articles" / "tafel.md", "blank.ritme", "blank.ritmes")
    (complaint,) = _refused(folder)
    assert complaint.file == str(folder / "articles" / "tafel.md")
    assert (complaint.line, complaint.values["like"]) == (line, "blank.ritme")


def test_a_condition_on_no_choice_and_a_commitment_without_its_theme_are_told_together(
    folder: Path,
) -> None:
    _change(folder / "model.toml", 'is = "nee"', 'is = "misschien"')
    _change(folder / "model.toml", 'theme = "casus"', 'theme = "kasus"')
    assert {c.field for c in _refused(folder)} == {"articles.13.when", "commitments.2.theme"}


def test_a_milestone_with_two_rules_is_refused(folder: Path) -> None:
    _change(folder / "model.toml", "after_months = 3\n", "after_months = 3\nevery_months = 3\n")
    (complaint,) = _refused(folder)
    assert complaint.field == "commitments.0.milestones.0"


def test_broken_toml_names_its_line(folder: Path) -> None:
    line = _change(folder / "model.toml", 'kind = "sam', "kind = sam")
    (complaint,) = _refused(folder)
    assert complaint.line == line


@pytest.mark.parametrize(
    "text",
    [
        "{{ 1/0 }}",
        '{{ "".__class__ }}',
        '{{ "x" * 3000000000 }}',
        "{{ blank }}",
        "{{ blank.ritme|upper }}",
        "{{ blank.ritme.upper() }}",
        "{% for x in blank.ritme %}{{ x }}{% endfor %}",
        "{% if blank.ritme > 3 %}x{% endif %}",
        "{% include 'model.toml' %}",
    ],
)
def test_a_text_only_shows_and_compares_values(folder: Path, text: str) -> None:
    article = folder / "articles" / "tafel.md"
    article.write_text(f"1. Een.\n2. {text}\n", "utf-8")
    [complaint] = _refused(folder)
    assert (complaint.file, complaint.line, complaint.problem) == (str(article), 2, NO_FORM)


def test_an_article_that_is_not_in_utf8_is_told_with_its_line(folder: Path) -> None:
    article = folder / "articles" / "tafel.md"
    article.write_bytes(b"1. Een.\n2. Twee\xff.\n")
    [complaint] = _refused(folder)
    assert (complaint.file, complaint.line, complaint.problem) == (str(article), 2, NOT_UTF8)


def test_a_condition_without_an_end_is_told_in_our_words(folder: Path) -> None:
    _change(folder / "articles" / "geschillen.md", "{% endif %}", "")
    assert [c.problem for c in _refused(folder)] == [NOT_CLOSED]


def test_a_title_cannot_cite_itself(folder: Path) -> None:
    _change(
        folder / "model.toml", 'short_title = "Sam', 'short_title = "{{ agreement.short_title }}'
    )
    assert [c.line for c in _refused(folder)] == [4]


def test_a_milestone_follows_only_a_date_that_the_model_asks(folder: Path) -> None:
    line = _change(folder / "model.toml", 'on_blank = "evaluatie"', 'on_blank = "regio"')
    [complaint] = _refused(folder)
    assert (complaint.line, complaint.values) == (line, {"key": "regio"})


@pytest.mark.parametrize("limit", ["least = 2", 'before = "end"', "whole = false", "most = nan"])
def test_a_limit_that_does_not_fit_its_kind_of_blank_is_refused(folder: Path, limit: str) -> None:
    _change(folder / "model.toml", 'key = "regio"\n', f'key = "regio"\n{limit}\n')
    assert [c.field for c in _refused(folder)] == [f"blanks.0.{limit.split(maxsplit=1)[0]}"]


def test_a_least_that_is_more_than_the_most_is_refused(folder: Path) -> None:
    _change(folder / "model.toml", "least = 1\nmost = 60", "least = 61\nmost = 60")
    assert [c.field for c in _refused(folder)] == ["blanks.4.least"]


def test_a_target_of_a_model_keeps_to_the_same_rule_as_one_that_is_typed(folder: Path) -> None:
    _change(folder / "model.toml", "target = 1 }", "target = -1 }")
    assert [c.field for c in _refused(folder)] == ["commitments.0.indicator"]


def test_months_and_title_of_a_milestone_have_limits(folder: Path) -> None:
    _change(folder / "model.toml", "after_months = 3\n", "after_months = 241\n")
    _change(folder / "model.toml", 'title = "meldroute beproefd"', 'title = " "')
    assert {c.field for c in _refused(folder)} == {
        "commitments.0.milestones.0.after_months",
        "commitments.0.milestones.1.title",
    }


def test_a_folder_named_otherwise_is_refused(folder: Path) -> None:
    other = folder.rename(folder.parent / "anders")
    assert [c.field for c in _refused(other)] == ["key"]


def test_folders_are_found_without_being_registered(folder: Path) -> None:
    assert [one.key for one in found_in(folder.parent)] == ["signaaltafel"]


@pytest.mark.parametrize(
    "key", ["onbekend", "../agreements/signaaltafel", "", "x" * 300, "signaaltafel\n"]
)
def test_a_model_that_is_not_there_is_not_found(key: str) -> None:
    with pytest.raises(NotFound):
        model(key)


def test_lines_are_right_after_text_of_several_lines_and_in_nested_tables() -> None:
    text = 'a = """\nb = 1\n"""\nc = 2\n[[t]]\nx = 1\n[[t.u]]\ny = 1\n[[t]]\n[[t.u]]\ny = 2\n'
    lines = key_lines(text)
    assert lines["c",] == 4
    assert ("b",) not in lines
    assert (lines["t", 0, "u", 0, "y"], lines["t", 1, "u", 0, "y"]) == (8, 11)
