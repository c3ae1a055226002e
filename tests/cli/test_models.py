"""``governance models``: what there is and what each asks."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from governance.base.errors import Refused
from governance.base.places import PACKAGE, shipped
from governance.cli.main import COMMANDS, HELP, governance
from governance.cli.models import NO_MODEL

KEYS = [
    "addendum",
    "handhavingsafspraken",
    "intentieverklaring",
    "lokale-vaststelling",
    "regionale-samenwerking-mensenhandel",
    "signaaltafel",
    "zorgcoordinatie-centrumgemeente",
]


def _said(*arguments: str) -> str:
    ran = CliRunner().invoke(governance, ["--language", "nl", "models", *arguments])
    assert ran.exit_code == 0, ran.output
    return ran.output


def test_every_model_is_listed_with_its_questions() -> None:
    said = _said()
    assert all(f"{key} (" in said for key in KEYS)
    assert "regio: Wat is de naam van de regio? (tekst)" in said
    assert "stuurgroep = de Stuurgroep" in said


def test_one_folder_is_one_model() -> None:
    said = _said(str(shipped("agreements") / "signaaltafel"))
    assert said.startswith("signaaltafel (")
    assert "handhavingsafspraken" not in said


def test_machines_get_json_without_the_texts() -> None:
    models = json.loads(_said("--json"))
    assert [model["key"] for model in models] == KEYS
    assert models[0]["blanks"][0]["kind"] == "text"
    assert "recitals" not in models[0]
    assert all("text" not in article for article in models[0]["articles"])


@pytest.mark.parametrize("folder", ["", "nowhere"])
def test_a_folder_without_models_is_named_and_refused(tmp_path: Path, folder: str) -> None:
    ran = CliRunner().invoke(governance, ["models", str(tmp_path / folder)])
    assert isinstance(ran.exception, Refused)
    [complaint] = ran.exception.complaints
    assert (complaint.field, complaint.problem) == (str(tmp_path / folder), NO_MODEL)


def test_a_model_that_is_not_right_is_refused(tmp_path: Path) -> None:
    (tmp_path / "model.toml").write_text("key = 1\n", "utf-8")
    ran = CliRunner().invoke(governance, ["models", str(tmp_path)])
    assert isinstance(ran.exception, Refused)
    assert {c.field for c in ran.exception.complaints} >= {"key", "title", "blanks"}


def test_every_command_has_a_line_of_help_and_an_unknown_one_is_refused() -> None:
    assert HELP.keys() == COMMANDS.keys()
    said = CliRunner().invoke(governance, ["--language", "en", "--help"]).output
    in_full = " ".join(said.split())
    assert all(line in in_full for line in HELP.values())
    assert not [name for name, line in HELP.items() if line in COMMANDS.values()]
    assert CliRunner().invoke(governance, ["nonsense"]).exit_code == 2


def test_the_venv_has_a_command_that_works_in_a_folder_with_a_space(tmp_path: Path) -> None:
    root = PACKAGE.parent.parent
    recipe = subprocess.run(
        ["make", "--dry-run", "--always-make", "--silent", "VENV=venv", "venv/ready"],
        cwd=root,
        check=True,
        capture_output=True,
        text=True,
    )
    [*lines] = [line for line in recipe.stdout.splitlines() if "venv/bin/governance" in line]
    home = tmp_path / "a folder"
    (home / "venv" / "bin").mkdir(parents=True)
    (home / "venv" / "bin" / "python").symlink_to(sys.executable)
    env = os.environ | {"PYTHONPATH": os.pathsep.join([str(root / "src"), *sys.path])}
    subprocess.run(["sh", "-c", "\n".join(lines)], cwd=home, check=True)
    ran = subprocess.run(
        [home / "venv" / "bin" / "governance", "--version"],
        check=True,
        capture_output=True,
        text=True,
        env=env,
    )
    assert ran.stdout.startswith("governance, version")


ENGLISH = r"\b(Usage|Options|Commands|Show|required|the|and|PATH|FOLDER|COMMAND)\b"


@pytest.mark.parametrize("name", ["", *COMMANDS])
def test_help_is_in_the_language_of_the_messages(name: str) -> None:
    command = [name, "--help"] if name else ["--help"]
    for chosen, env in (
        (["--language", "nl"], {"LANG": "en_GB"}),
        ([], {"GOVERNANCE_LANGUAGE": "nl", "LANG": "en_GB"}),
        ([], {"LC_ALL": "nl_NL", "GOVERNANCE_LANGUAGE": None}),
    ):
        ran = CliRunner().invoke(governance, [*chosen, *command], env=env)
        assert ran.exit_code == 0
        assert ran.output.startswith("Gebruik: governance")
        assert "Opties:" in ran.output
        assert not re.search(ENGLISH, ran.output), ran.output
    english = CliRunner().invoke(governance, ["--language", "en", *command]).output
    assert english.startswith("Usage: governance")
    assert "Show this message and exit." in english
