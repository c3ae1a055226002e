"""``governance draft``: a document from files alone, or one line a mistake."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from governance.base.places import shipped

REGION = shipped("agreements") / "regionale-samenwerking-mensenhandel"


def _run(*arguments: str | Path, lang: str = "nl_NL.UTF-8") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "governance.cli.main", *map(str, arguments)],
        check=False,
        capture_output=True,
        text=True,
        env=os.environ | {"LANG": lang},
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
    assert f"{answers}:{line}: blanks.overleggen: ‘vaak’ is geen getal." in ran.stderr.splitlines()
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


def test_the_draft_command_imports_neither_the_web_nor_the_database() -> None:
    code = (
        "import sys; from governance.cli.main import load, COMMANDS; load(COMMANDS['draft']);"
        "print([m for m in ('litestar', 'piccolo', 'asyncpg', 'typst') if m in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert ran.stdout.strip() == "[]"
