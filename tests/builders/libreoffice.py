"""Word files as LibreOffice saves them."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

FILTER = "docx:Office Open XML Text"


def saved_anew(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Each file opened and saved by LibreOffice; all in one go, for it starts slowly."""
    with tempfile.TemporaryDirectory() as folder:
        given, made = Path(folder, "given"), Path(folder, "made")
        given.mkdir()
        for name, content in files.items():
            (given / f"{name}.docx").write_bytes(content)
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = ["soffice", profile, "--headless", "--convert-to", FILTER, "--outdir", str(made)]
        subprocess.run(
            [*command, *map(str, sorted(given.iterdir()))],
            check=True, capture_output=True, timeout=180,
        )  # fmt: skip
        return {name: (made / f"{name}.docx").read_bytes() for name in files}
