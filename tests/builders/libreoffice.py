"""Word files and workbooks as LibreOffice saves them."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

import pytest

FILTER = "docx:Office Open XML Text"
BOOK = "xlsx:Calc MS Excel 2007 XML"
CSV = "csv:Text - txt - csv (StarCalc):59,34,76,1,,1043,false,true"
"""Semicolons, UTF-8, Dutch, what a cell shows."""


def saved_anew(
    files: Mapping[str, bytes], ending: str = "docx", how: str = FILTER, to: str = ""
) -> dict[str, bytes]:
    """Each file opened and saved by LibreOffice; all in one go, for it starts slowly. ``to``: the
    ending of what it makes, where that is another."""
    with tempfile.TemporaryDirectory() as folder:
        given, made = Path(folder, "given"), Path(folder, "made")
        given.mkdir()
        for name, content in files.items():
            (given / f"{name}.{ending}").write_bytes(content)
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = ["soffice", profile, "--headless", "--convert-to", how, "--outdir", str(made)]
        subprocess.run(
            [*command, *map(str, sorted(given.iterdir()))],
            check=True, capture_output=True, timeout=180,
        )  # fmt: skip
        if not made.exists() and ending == "xlsx":
            pytest.skip("this LibreOffice opens no workbooks: install libreoffice-calc-nogui")
        return {name: (made / f"{name}.{to or ending}").read_bytes() for name in files}
