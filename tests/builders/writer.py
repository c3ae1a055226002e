"""LibreOffice itself, without a screen: it opens our file, somebody edits, and it saves."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import uuid
from collections.abc import Iterable
from pathlib import Path

PYTHONS = ("/usr/bin/python3", "/Applications/LibreOffice.app/Contents/Resources/python")
EDITS = Path(__file__).parent.parent / "peers" / "writer_edits.py"
LONGEST = 120
"""Seconds until it is taken for stuck."""


def edited(folder: Path, content: bytes, edits: Iterable[tuple[object, ...]]) -> bytes:
    """The file after these edits, each the name of a function of ``writer_edits`` with the rest."""
    source, target = folder / "sent.docx", folder / "returned.docx"
    source.write_bytes(content)
    pipe = f"governance{uuid.uuid4().hex}"
    command = ["soffice", _profile(folder), "--headless", "--norestore"]
    office = subprocess.Popen(
        [*command, f"--accept=pipe,name={pipe};urp;"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        told = [_python(), EDITS, pipe, source.as_uri(), target.as_uri(), json.dumps(list(edits))]
        made = subprocess.run(told, capture_output=True, text=True, timeout=LONGEST, check=False)
        assert made.returncode == 0, made.stderr
        office.wait(LONGEST)
    finally:
        if office.poll() is None:
            os.killpg(office.pid, signal.SIGTERM)
            office.wait(LONGEST)
    return target.read_bytes()


def saved(folder: Path, content: bytes) -> bytes:
    """The file opened and saved as Word, with nothing changed."""
    source = folder / "sent.docx"
    source.write_bytes(content)
    command = ["soffice", _profile(folder), "--headless", "--convert-to", "docx:MS Word 2007 XML"]
    told = [*command, "--outdir", folder / "saved", source]
    subprocess.run(told, check=True, capture_output=True, timeout=LONGEST)
    return (folder / "saved" / "sent.docx").read_bytes()


def _profile(folder: Path) -> str:
    return f"-env:UserInstallation={(folder / 'profile').as_uri()}"


def _python() -> str:
    """The Python that can talk to LibreOffice: its own, or that of the machine."""
    for python in PYTHONS:
        if Path(python).exists():
            known = subprocess.run([python, "-c", "import uno"], capture_output=True, check=False)
            if known.returncode == 0:
                return python
    raise AssertionError("no Python knows uno: run scripts/ready.sh")
