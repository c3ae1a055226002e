"""LibreOffice without a window, as a second reader of what we write."""

from __future__ import annotations

import subprocess
from pathlib import Path


def converted(folder: Path, content: bytes, kind: str) -> bytes:
    """A Word file as LibreOffice writes it in another form."""
    source = folder / "in.docx"
    source.write_bytes(content)
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", folder / "out"]
    subprocess.run([*command, source], check=True, capture_output=True, timeout=120)
    return (folder / "out" / f"in.{kind}").read_bytes()
