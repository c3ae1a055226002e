"""``governance check-library``: what is wrong in a library, all at once, with file and line."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from governance.base.errors import Complaint, Refused
from governance.base.places import PACKAGE, shipped
from governance.cli.main import governance
from governance.cli.models import NO_MODEL
from governance.library import composing, filling, folders, proving, texts
from governance.library.checklists.folders import EMPTY as NO_WORDS
from governance.library.clauses import checks
from governance.library.clauses import folders as clauses
from governance.library.keys import UNKNOWN_KEY, UNKNOWN_KEY_LIKE, WRONG_VALUE
from governance.library.kinds import folders as kinds
from governance.library.values import NO_NUMBER

CARE = "zorgcoordinatie-centrumgemeente"
CHECKLIST = "checklists/aanwijzingen-convenanten-2003.toml"


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A copy of what is shipped."""
    return shutil.copytree(shipped("agreements"), tmp_path / "agreements")


def _change(file: Path, old: str, new: str) -> int:
    """Replace the first ``old`` and tell on which line it stood."""
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")
    return text[: text.index(old)].count("\n") + 1


def _told(folder: Path) -> list[Complaint]:
    ran = CliRunner().invoke(governance, ["check-library", str(folder)])
    assert isinstance(ran.exception, Refused), ran.output
    return list(ran.exception.complaints)


def test_what_is_shipped_is_right() -> None:
    ran = CliRunner().invoke(governance, ["--language", "nl", "check-library"])
    models = len(list(shipped("agreements").glob("*/model.toml")))
    sets = len(list((shipped("agreements") / "checklists").glob("*.toml")))
    assert ran.exit_code == 0, ran.exception
    clauses = len(list((shipped("agreements") / "clauses").glob("*/clause.toml")))
    kinds = len(list((shipped("agreements") / "kinds").glob("*/kind.toml")))
    counted = f"Modelafspraken: {models}; regelsets: {sets}; modelbepalingen: {clauses}"
    assert ran.output == f"Alles klopt. {counted}; soorten toezeggingen: {kinds}.\n"
    alone = CliRunner().invoke(governance, ["check-library", str(shipped("agreements") / CARE)])
    assert alone.exit_code == 0


@pytest.mark.parametrize(
    ("file", "old", "new", "problem"),
    [
        ("articles/doel.md", "annex.toezeggingen", "annex.bijlage", filling.NO_BLANK),
        ("articles/begrippen.md", "art.sturing", "art.stuur", filling.NO_BLANK_LIKE),
        ("articles/geschillen.md", "par.geschillen_3", "par.geschillen_9", filling.NO_BLANK_LIKE),
        ("recitals.md", "blank.regio", "blank.regios", filling.NO_BLANK_LIKE),
        ("model.toml", "number = 6", "number = 19", folders.BAD_NUMBER),
        ("model.toml", "number = 14", "number = 6", proving.NUMBER_TWICE),
        ("model.toml", 'is = "ander" }', 'is = "nergens" }', folders.NO_OPTION),
        ("model.toml", 'question = "Voor welke regio wordt de zorgcoördinatie georganiseerd?"',
         'question = " "', texts.EMPTY),
        ("example.toml", "wachttijd = 3", 'wachttijd = "kort"', NO_NUMBER),
        ("example.txt", "artikel 8", "artikel 9", proving.OTHER_TEXT),
        ("example.toml", "version =", "versie =", UNKNOWN_KEY_LIKE),
    ],
)  # fmt: skip
def test_a_fault_in_a_model_is_told_at_its_line(
    library: Path, file: str, old: str, new: str, problem: str
) -> None:
    place = library / CARE / file
    line = _change(place, old, new)
    told = _told(library / CARE)
    at = [c for c in told if c.file == str(place) and c.line == line]
    assert at, told
    assert problem in [c.problem for c in at]
    assert all(c.problem.format(**c.values) for c in told)


def test_faults_in_clauses_are_told_at_their_lines_all_at_once(library: Path) -> None:
    amendment, model = "clauses/wijziging", f"{CARE}/model.toml"
    faults = [
        (f"{amendment}/clause.toml", 'key = "wijziging"', 'key = "wijzig"', clauses.WRONG_FOLDER),
        (f"{amendment}/clause.toml", 'title = "Wijziging"', 'title = " "', texts.EMPTY),
        (f"{amendment}/clause.toml", 'key = "convenant"', 'key = "brief"', clauses.NO_TEXT),
        (f"{amendment}/clause.toml", '"1.0"', '"1.2"', clauses.NOT_NEWEST_FIRST),
        ("clauses/opzegging/clause.toml", '"1.0"', '"een"', clauses.BAD_VERSION),
        ("clauses/toetreding/clause.toml", 'explanation = "M', 'waarom = "M', UNKNOWN_KEY),
        ("clauses/aard/clause.toml", 'theme = "promises"', 'theme = "iets"', WRONG_VALUE),
        ("clauses/evaluatie/1.0/convenant.md", "blank.eval", "blank.uit", checks.NO_MODEL_HAS),
        ("clauses/geschillen/1.0/convenant.md", "len_3", "len_8", checks.NO_MODEL_HAS),
        (f"{amendment}/1.1/convenant.md", "3. Wijzigt", "5. Wijzigt", checks.NUMBER),
        ("clauses/casusregie/1.0/algemeen.md", "   b. gaat", "   c. gaat", checks.NUMBER),
        (f"{amendment}/1.0/convenant.md", "1. Dit", "1. **Dit", texts.NOT_CLOSED),
        (model, '{ key = "looptijd"', '{ key = "loptijd"', composing.NO_CLAUSE_LIKE),
        (model, 'variant = "algemeen"', 'variant = "brief"', composing.NO_WORDING),
        (f"{CARE}/articles/kosten.md", "2. De", "4. De", checks.NUMBER),
    ]
    lines = [_change(library / file, old, new) for file, old, new, _ in faults]
    told = _told(library)
    places = [(c.file, c.line, c.problem) for c in told]
    for (file, _, _, problem), line in zip(faults, lines, strict=True):
        assert (str(library / file), line, problem) in places
    assert all(c.problem.format(**c.values) for c in told)


def test_a_fault_in_a_kind_of_commitment_is_told_at_its_line(library: Path) -> None:
    line = _change(library / "kinds/training/kind.toml", 'type = "lines"', 'type = "rows"')
    [found] = _told(library)
    assert (found.problem, found.line) == (WRONG_VALUE, line)
    _change(library / "kinds/training/kind.toml", 'type = "rows"', 'type = "lines"')
    _change(library / "kinds/training/wording.md", "{{ trainer }}", "{{ teacher }}")
    assert {c.problem for c in _told(library)} == {kinds.NOT_ASKED}


def test_a_fault_in_a_clause_of_many_models_is_told_once_in_its_own_file(library: Path) -> None:
    place = library / "clauses" / "looptijd" / "1.0" / "convenant.md"
    _change(place, "{% endif %}", "")
    told = [c for c in _told(library) if c.problem == filling.NOT_CLOSED]
    assert [c.file for c in told] == [str(place)]


def test_a_model_that_does_not_ask_what_its_clause_uses_is_told_where_it_names_it(
    library: Path,
) -> None:
    place = library / CARE / "model.toml"
    old = 'clause = { key = "aard", variant = "algemeen"'
    line = _change(place, old, old.replace("aard", "casusregie"))
    told = {(c.problem, c.values.get("name"), c.file, c.line) for c in _told(library / CARE)}
    named = {name for _, name, file, at in told if (file, at) == (str(place), line)}
    assert named == {"blank.casusregisseur", "blank.casusregisseur_vervanger"}


def test_a_text_that_no_version_or_variant_names_is_told(library: Path) -> None:
    stray = library / "clauses" / "aard" / "0.9" / "algemeen.md"
    stray.parent.mkdir()
    stray.write_text("1. Een.\n", "utf-8")
    [found] = _told(library)
    assert (found.problem, found.file) == (clauses.NOT_NAMED, str(stray))


def test_a_blank_that_is_asked_and_stands_nowhere_is_told(library: Path) -> None:
    place = library / CARE / "articles" / "kosten.md"
    _change(place, "{{ blank.betaaldagen }}", "dertig")
    model = library / CARE / "model.toml"
    text = model.read_text("utf-8")
    line = text[: text.index('key = "betaaldagen"')].count("\n") + 1
    [unused, other] = _told(library / CARE)
    assert (unused.problem, unused.file, unused.line) == (proving.UNUSED, str(model), line)
    assert unused.values == {"key": "betaaldagen"}
    assert other.problem == proving.OTHER_TEXT


def test_a_text_that_names_what_another_choice_asks_is_told_with_that_choice(
    library: Path,
) -> None:
    place = library / CARE / "articles" / "verdeling.md"
    line = _change(place, "blank.bedrag_gemeente", "blank.bedrag_vast")
    told = {c.problem: c for c in _told(library / CARE)}
    assert told.keys() == {texts.OPEN, proving.UNUSED}
    found = told[texts.OPEN]
    assert (found.file, found.line) == (str(place), line)
    assert found.about == "verdeelsleutel = gelijk"


def test_a_reference_to_an_article_that_a_choice_leaves_out_is_told_once(library: Path) -> None:
    place = library / "addendum" / "articles" / "toevoegen.md"
    line = _change(place, "par.toevoegen_2", "par.vervallen_1")
    [found] = _told(library / "addendum")
    assert (found.problem, found.values) == (texts.LEFT_OUT, {"key": "vervallen_1"})
    assert (found.file, found.line, found.about) == (str(place), line, "soort = toevoegen")


def test_a_reference_that_only_two_choices_together_leave_out_is_told(library: Path) -> None:
    place = library / "addendum" / "articles" / "overige.md"
    said = '{% if choice.lopend == "anders" and choice.soort == "vervallen" %}\n'
    text = place.read_text("utf-8") + said + "6. Zie {{ art.toevoegen }}.\n{% endif %}\n"
    place.write_text(text, "utf-8")
    [found] = _told(library / "addendum")
    assert (found.problem, found.line) == (texts.LEFT_OUT, len(text.splitlines()) - 1)
    assert found.about == "soort = vervallen, lopend = anders"


@pytest.mark.parametrize(
    "said", ["{% if term.enforceable %}", '{% if term.extension == "becomes_indefinite" %}']
)
def test_a_reference_that_stands_under_another_term_alone_is_told(library: Path, said: str) -> None:
    place = library / "addendum" / "articles" / "overige.md"
    text = place.read_text("utf-8") + said + "\n6. Zie {{ art.toevoegen }}.\n{% endif %}\n"
    place.write_text(text, "utf-8")
    [found] = _told(library / "addendum")
    assert (found.problem, found.file) == (texts.LEFT_OUT, str(place))


def test_an_article_without_words_is_told(library: Path) -> None:
    place = library / CARE / "articles" / "uitvoering-eigen.md"
    place.write_text("\n", "utf-8")
    found = [c for c in _told(library / CARE) if c.problem == texts.EMPTY]
    assert [(c.file, c.line) for c in found] == [(str(place), 1)]


def test_a_model_needs_an_example_and_its_text(library: Path) -> None:
    (library / CARE / "example.toml").unlink()
    (library / "addendum" / "example.txt").unlink()
    told = {(c.problem, c.file) for c in _told(library)}
    assert told == {
        (proving.NO_EXAMPLE, str(library / CARE / "example.toml")),
        (proving.NO_GOLDEN, str(library / "addendum" / "example.txt")),
    }


def test_a_rule_that_is_met_by_a_blank_that_nobody_asks_is_told(library: Path) -> None:
    place = library / CHECKLIST
    line = _change(place, 'blanks = ["evaluatie"', 'blanks = ["evaluering"')
    [found] = _told(library)
    assert (found.problem, found.file, found.line) == (proving.NO_BLANK_OF, str(place), line)


def test_faults_in_many_files_are_told_at_once_and_the_code_is_1(library: Path) -> None:
    places = [
        (file, _change(library / file, old, new))
        for file, old, new in (
            ("addendum/model.toml", 'kind = "samenwerkingsovereenkomst"', 'kind = "brief"'),
            (f"{CARE}/articles/doel.md", "annex.toezeggingen", "annex.bijlage"),
            ("intentieverklaring/example.toml", "overleggen = 4", "overleggen = 400"),
            ("checklists/avg.toml", 'severity = "should"', 'severity = "zwaar"'),
        )
    ]
    ran = subprocess.run(
        [sys.executable, "-m", "governance.cli.main", "--language", "nl", "check-library",
         str(library)],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"PYTHONPATH": os.pathsep.join([str(PACKAGE.parent), *sys.path])},
    )  # fmt: skip
    assert (ran.returncode, ran.stdout) == (1, "")
    said = ran.stderr.splitlines()
    for file, line in places:
        assert any(one.startswith(f"{library / file}:{line}: ") for one in said), ran.stderr
    assert not re.search(r"Traceback|\bThis\b|\bthe\b", ran.stderr)


def test_a_rule_without_words_is_told(library: Path) -> None:
    old = 'question = "Is nagegaan of een DPIA nodig is?"'
    line = _change(library / "checklists" / "avg.toml", old, 'question = " "')
    [found] = _told(library)
    assert (found.problem, found.line) == (NO_WORDS, line)
    _change(library / "checklists" / "avg.toml", 'severity = "hint"', 'severity = "licht"')
    assert WRONG_VALUE in {c.problem for c in _told(library)}


@pytest.mark.parametrize("folder", ["", "nowhere"])
def test_a_folder_without_a_library_is_refused(tmp_path: Path, folder: str) -> None:
    [found] = _told(tmp_path / folder)
    assert (found.field, found.problem) == (str(tmp_path / folder), NO_MODEL)
