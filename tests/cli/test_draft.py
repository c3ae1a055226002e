"""``governance draft``: a document from files alone, or one line a mistake."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from governance.base.places import shipped

REGION = shipped("agreements") / "regionale-samenwerking-mensenhandel"


def _run(
    *arguments: str | Path, lang: str = "nl_NL.UTF-8", **more: str
) -> subprocess.CompletedProcess[str]:
    spoken = ("LC_ALL", "LC_MESSAGES", "GOVERNANCE_LANGUAGE")
    bare = {name: value for name, value in os.environ.items() if name not in spoken}
    return subprocess.run(
        [sys.executable, "-m", "governance.cli.main", *map(str, arguments)],
        check=False,
        capture_output=True,
        text=True,
        env=bare | {"LANG": lang} | more,
    )


def _draft(
    answers: Path, out: Path, *more: str, lang: str = "nl"
) -> subprocess.CompletedProcess[str]:
    return _run("draft", REGION, "--answers", answers, "--out", out, *more, lang=lang)


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    return Path(shutil.copy(REGION / "example.toml", tmp_path / "answers.toml"))


def test_the_text_is_the_golden_text(answers: Path, tmp_path: Path) -> None:
    ran = _draft(answers, tmp_path / "out.txt")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert (tmp_path / "out.txt").read_text("utf-8") == (REGION / "example.txt").read_text("utf-8")


@pytest.mark.parametrize(
    ("suffix", "start"), [(".html", b"<"), (".pdf", b"%PDF-"), (".docx", b"PK\x03\x04")]
)
def test_every_form_is_written_and_twice_the_same(
    answers: Path, tmp_path: Path, suffix: str, start: bytes
) -> None:
    made = []
    for name in ("one", "two"):
        ran = _draft(answers, tmp_path / f"{name}{suffix}")
        assert (ran.returncode, ran.stderr) == (0, "")
        made.append((tmp_path / f"{name}{suffix}").read_bytes())
    assert made[0].lstrip().startswith(start)
    assert made[0] == made[1]


def test_a_shipped_model_is_found_by_its_key(answers: Path, tmp_path: Path) -> None:
    ran = _run("draft", REGION.name, "--answers", answers, "--out", tmp_path / "out.txt")
    assert ran.returncode == 0


def test_every_mistake_is_one_line_with_file_and_line(answers: Path, tmp_path: Path) -> None:
    text = answers.read_text("utf-8")
    text = text.replace("overleggen = 4", 'overleggen = "vaak"').replace('regio = "', 'regoi = "')
    text = text.replace("ends_on = 2030-12-31", "ends_on = 2026-12-31")
    answers.write_text(text, "utf-8")
    ran = _draft(answers, tmp_path / "out.txt")
    line = text[: text.index("overleggen")].count("\n") + 1
    assert ran.returncode == 1
    assert "Traceback" not in ran.stderr
    asked = "Hoe vaak per jaar vergadert de stuurgroep ten minste?"
    told = f"{answers}:{line}: blanks.overleggen: {asked} ‘vaak’ is geen getal."
    assert told in ran.stderr.splitlines()
    assert len(ran.stderr.splitlines()) == 4
    assert not (tmp_path / "out.txt").exists()


def test_the_language_follows_the_option_and_then_the_environment(
    answers: Path, tmp_path: Path
) -> None:
    answers.write_text(answers.read_text("utf-8").replace("overleggen = 4\n", ""), "utf-8")
    assert "This is not filled in" in _draft(answers, tmp_path / "o.txt", lang="en_GB.UTF-8").stderr
    assert "Dit is niet ingevuld" in _draft(answers, tmp_path / "o.txt", lang="C").stderr
    chosen = (
        "--language",
        "en",
        "draft",
        REGION,
        "--answers",
        answers,
        "--out",
        tmp_path / "o.txt",
    )
    assert "This is not filled in" in _run(*chosen, lang="nl").stderr


def test_an_open_blank_is_refused_unless_a_draft_is_asked(answers: Path, tmp_path: Path) -> None:
    answers.write_text(answers.read_text("utf-8").replace("overleggen = 4\n", ""), "utf-8")
    assert _draft(answers, tmp_path / "out.txt").returncode == 1
    assert _draft(answers, tmp_path / "out.txt", "--draft").returncode == 0
    assert "[Hoe vaak per jaar" in (tmp_path / "out.txt").read_text("utf-8")


@pytest.mark.parametrize(
    ("model", "out"),
    [("geen-model", "out.txt"), (REGION, "out.odt"), (REGION, "no/such/folder/out.txt")],
)
def test_what_cannot_be_done_is_one_line(
    model: str | Path, out: str, answers: Path, tmp_path: Path
) -> None:
    ran = _run("draft", model, "--answers", answers, "--out", tmp_path / out)
    assert ran.returncode == 1
    assert len(ran.stderr.splitlines()) == 1


@pytest.mark.parametrize("said", ["not toml", 'version = "1"\ndated = "gisteren"\n', ""])
def test_answers_that_cannot_be_read_are_told_with_their_line(said: str, tmp_path: Path) -> None:
    answers = tmp_path / "answers.toml"
    answers.write_text(said, "utf-8")
    ran = _draft(answers, tmp_path / "out.txt")
    assert ran.returncode == 1
    assert all(line.startswith(f"{answers}:") for line in ran.stderr.splitlines())
    assert ran.stderr


def test_no_answers_at_all_is_one_line(tmp_path: Path) -> None:
    ran = _draft(tmp_path / "none.toml", tmp_path / "out.txt")
    assert (ran.returncode, len(ran.stderr.splitlines())) == (1, 1)


def _told(answers: Path, text: str | bytes) -> list[str]:
    """What is said of a file of answers, without the name of the file."""
    answers.write_bytes(text if isinstance(text, bytes) else text.encode())
    ran = _draft(answers, answers.with_name("out.txt"))
    assert (ran.returncode, "Traceback" in ran.stderr) == (1, False)
    return [line.removeprefix(f"{answers}:").strip() for line in ran.stderr.splitlines()]


def test_what_cannot_be_read_and_what_is_missing_or_wrong_are_told_in_one_run(
    answers: Path,
) -> None:
    text = answers.read_text("utf-8").replace('regio = "Zeeland-West-Brabant"', 'regio = ["a"]')
    text = text.replace("overleggen = 4", "overleggen = -4").replace("formatie = 1.5\n", "")
    told = _told(answers, f"regoi = 1\n{text}[[toezegging]]\nx = 1\n")
    last = text.count("\n") + 2
    assert [said.partition(": ")[0] for said in told] == ["1", "6", "7", "12", str(last)]
    assert told[2].startswith("7: blanks.regio: ‘een lijst’ kan hier niet worden gelezen")
    asked = "Hoe vaak per jaar vergadert de stuurgroep ten minste?"
    assert told[3] == f"12: blanks.overleggen: {asked} ‘-4’ is te laag: ten minste 1."
    assert told[4] == f"{last}: toezegging: Deze sleutel is hier niet bekend."


def test_an_empty_file_is_told_everything_that_is_missing(answers: Path) -> None:
    told = _told(answers, "")
    assert {said.partition(":")[0] for said in told} >= {
        "version",
        "dated",
        "blanks.regio",
        "blanks.eindevaluatie",
        "term.entry_date",
        "parties",
    }


def test_a_commitment_is_told_at_its_own_line_counted_from_one(answers: Path) -> None:
    text = answers.read_text("utf-8")
    line = text.count("\n") + 1
    extra = """[[commitments]]
key = "preventie"
contributors = ["Niemand"]
[[commitments]]
key = "trainig"
drop = true
[[commitments]]
key = "meldroute"
[[commitments.milestones]]
title = ""
after_months = -3
[[commitments.milestones]]
title = "te laat"
on_date = 2040-01-01
"""
    assert _told(answers, text + extra) == [
        f"{line + 2}: commitments.1.contributors: Preventie en bewustwording: "
        "‘Niemand’ is geen partij bij deze afspraak.",
        f"{line + 4}: commitments.2.key: "
        "Het model heeft geen toezegging ‘trainig’; bedoelt u ‘training’?",
        f"{line + 8}: commitments.meldroute.milestones: Interne meldroute signalen: "
        "De mijlpaal ‘te laat’ ligt buiten de looptijd van de afspraak of is al voorbij.",
        f"{line + 9}: commitments.3.milestones.1.title: Een mijlpaal heeft een titel nodig.",
        f"{line + 10}: commitments.3.milestones.1.after_months: "
        "Geef een aantal maanden van 1 tot en met 240.",
    ]


def test_who_the_parties_are_unread_nothing_is_said_that_only_follows_from_it(
    answers: Path,
) -> None:
    text = answers.read_text("utf-8").replace('kind = "municipality"', 'kind = "gemeente"')
    told = _told(answers, text)
    assert len(told) == 3
    assert all("kind: ‘gemeente’ kan hier niet worden gelezen" in said for said in told)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b'a = 1\nb = "x\xff"\n', "2: Dit bestand staat niet in UTF-8"),
        ('a = 1\nb = "x\n', "2: Hier begint een tekst die niet eindigt"),
        ("a = 1\na = 2\n", "2: Deze sleutel of tabel staat tweemaal"),
        ("a = x\n", "1: Hier kan geen waarde worden gelezen (kolom 5)"),
        ("a\n", "1: Na een sleutel komt ‘=’ en de waarde (kolom 2)"),
        ("a = [1\n", "1: Dit is geen geldige TOML."),
        ("a = 2027-02-30\n", "1: Deze datum bestaat niet (kolom 5); schrijf jaar-maand-dag."),
        (
            'version = "1\\u202e"\ndated = 2026-10-01\n',
            "1: version: In deze tekst staan",
        ),
        ('version = "1"\ndated = ""\n', "2: dated: ‘’ kan hier niet worden gelezen"),
        ('version = "1"\ndated = 0001-01-01\n', "2: dated: ‘0001-01-01’ ligt te ver weg"),
    ],
)
def test_a_file_that_is_not_right_is_told_in_our_own_words(
    text: str | bytes, said: str, answers: Path
) -> None:
    assert any(line.startswith(said) for line in _told(answers, text))


def test_a_folder_instead_of_a_file_is_one_line(tmp_path: Path) -> None:
    ran = _draft(tmp_path, tmp_path / "out.txt")
    assert ran.returncode == 1
    assert ran.stderr == f"{tmp_path}: Dit is een map en geen bestand.\n"


def test_a_suffix_may_be_in_capitals(answers: Path, tmp_path: Path) -> None:
    assert _draft(answers, tmp_path / "out.DOCX").returncode == 0
    assert (tmp_path / "out.DOCX").read_bytes().startswith(b"PK")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["draft", "x", "--out", "y"], "‘--answers’ is nodig en ontbreekt."),
        (["draft", "x", "--answer", "y"], "Er is geen optie ‘--answer’; bedoelt u ‘--answers’?"),
        (["draft", "x", "--answers"], "De optie ‘--answers’ heeft een waarde nodig."),
        (["models", "a", "b"], "Deze opdracht weet niet wat zij met ‘b’ moet doen."),
        (
            ["--language", "fr", "models"],
            "‘--language’ heeft geen van de mogelijke waarden: nl, en.",
        ),
        (["nonsense"], "Er is geen opdracht ‘nonsense’; kies uit draft, models,"),
    ],
)
def test_a_command_called_wrongly_is_one_line_in_the_language_of_the_user(
    arguments: list[str], said: str
) -> None:
    ran = _run(*arguments)
    assert ran.returncode == 2
    assert len(ran.stderr.splitlines()) == 1
    assert ran.stderr.startswith(said)


@pytest.mark.parametrize(
    ("spoken", "said"),
    [
        ({"LC_ALL": "en_GB.UTF-8", "LC_MESSAGES": "nl_NL.UTF-8"}, "is needed"),
        ({"LC_MESSAGES": "en_GB.UTF-8"}, "is needed"),
        ({"LC_ALL": "", "LC_MESSAGES": ""}, "is nodig"),
        ({"LC_ALL": "en_GB.UTF-8", "GOVERNANCE_LANGUAGE": "nl"}, "is nodig"),
    ],
)
def test_the_language_is_read_as_every_program_reads_it(spoken: dict[str, str], said: str) -> None:
    assert said in _run("draft", "x", **spoken).stderr


def test_what_cannot_be_said_because_the_disk_is_full_is_one_line() -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("this machine has no /dev/full")
    with full.open("w") as out:
        ran = subprocess.run(
            [sys.executable, "-m", "governance.cli.main", "--language", "nl", "models"],
            check=False,
            stdout=out,
            stderr=subprocess.PIPE,
            text=True,
        )
    assert (ran.returncode, len(ran.stderr.splitlines())) == (1, 1)
    assert ran.stderr.startswith("De uitvoer kan niet worden geschreven")


def test_the_draft_command_imports_neither_the_web_nor_the_database() -> None:
    code = (
        "import sys; from governance.cli.main import load, COMMANDS; load(COMMANDS['draft']);"
        "print([m for m in ('litestar', 'piccolo', 'asyncpg', 'typst') if m in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert ran.stdout.strip() == "[]"


def test_who_has_legal_personality_acts_for_itself(answers: Path) -> None:
    text = answers.read_text("utf-8").replace(
        "[[parties]]\n", '[[parties]]\nacting_body = "Gemeente Nergens"\n', 1
    )
    [said] = _told(answers, text)
    assert "parties.1.acting_body" in said and "heeft rechtspersoonlijkheid" in said


def test_a_language_of_the_environment_that_we_do_not_speak_is_told_by_its_name() -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "governance.cli.main", "models"],
        env={**os.environ, "GOVERNANCE_LANGUAGE": "de"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 2
    assert ran.stderr == "‘GOVERNANCE_LANGUAGE’ heeft geen van de mogelijke waarden: nl, en.\n"
