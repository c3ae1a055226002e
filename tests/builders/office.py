"""LibreOffice without a window, as a second reader of what we write."""

from __future__ import annotations

import subprocess
from pathlib import Path

from lxml import etree

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
DC = "{http://purl.org/dc/elements/1.1/}"


def converted(folder: Path, content: bytes, kind: str) -> bytes:
    """A Word file as LibreOffice writes it in another form."""
    source = folder / "in.docx"
    source.write_bytes(content)
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", folder / "out"]
    subprocess.run([*command, source], check=True, capture_output=True, timeout=120)
    return (folder / "out" / f"in.{kind}").read_bytes()


def tracked(folder: Path, content: bytes) -> set[tuple[str, str]]:
    """What LibreOffice shows as tracked changes: what each does, and whose it is."""
    page = etree.fromstring(converted(folder, content, "fodt"))
    return {
        (
            str(one[0].tag).removeprefix(TEXT),
            one.findtext(f".//{OFFICE}change-info/{DC}creator") or "",
        )
        for one in page.iter(f"{TEXT}changed-region")
    }
