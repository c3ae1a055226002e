"""Fetch the open files that the pages need from npm, check them and keep only those.

``python scripts/vendor.py`` writes src/governance/web/static/vendor (shipped) and
tests/browser/vendor (tests only), each package with its licence, and VENDOR.json that
says what came from where. The result is committed, so nobody needs this to install.

The theme has thousands of custom properties; kept are those that our style sheets
reach, directly or through another property. Run it again after using a new one.
"""

from __future__ import annotations

import base64
import hashlib
import io
import json
import re
import shutil
import sys
import tarfile
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from typing import Any

REGISTRY = "https://registry.npmjs.org/"
ROOT = Path(__file__).resolve().parent.parent
STATIC = ROOT / "src" / "governance" / "web" / "static"
OPEN_LICENCES = {"0BSD", "BSD-0-Clause", "EUPL-1.2", "MIT", "MPL-2.0", "OFL-1.1"}


@dataclass(frozen=True)
class Package:
    """One npm package: the files to keep, and whether they are for the tests only."""

    name: str
    version: str
    files: tuple[str, ...]
    tests: bool = False


PARTS = {
    "heading": ("1.1.3", "dist/html/heading.css"),
    "paragraph": ("2.1.3", "dist/html/paragraph.css"),
    "link": ("2.0.3", "dist/html/link.css"),
    "skip-link": ("1.0.5", "dist/skip-link.css"),
}
THEME = Package("@nl-design-system-unstable/voorbeeld-design-tokens", "7.4.1", ("dist/theme.css",))
PACKAGES = (
    Package("htmx.org", "4.0.1", ("dist/htmx.min.js", "dist/ext/hx-csp.min.js")),
    *(
        Package(f"@nl-design-system-candidate/{part}-css", version, (file,))
        for part, (version, file) in PARTS.items()
    ),
    THEME,
    Package(
        "@fontsource-variable/source-sans-3",
        "5.3.1",
        ("files/source-sans-3-latin-wght-normal.woff2",),
    ),
    Package("axe-core", "4.14.1", ("axe.min.js",), tests=True),
)


def fetched(address: str) -> bytes:
    """What is at an address of the registry."""
    if not address.startswith(REGISTRY):
        sys.exit(f"vendor: {address} is not at {REGISTRY}")
    with urllib.request.urlopen(address, timeout=60) as answer:  # noqa: S310
        return bytes(answer.read())


def described(package: Package) -> dict[str, Any]:
    """What the registry says of this version; stops at a licence that is not open."""
    said = json.loads(fetched(f"{REGISTRY}{package.name.replace('/', '%2f')}/{package.version}"))
    if said.get("license") not in OPEN_LICENCES:
        sys.exit(f"vendor: {package.name} has licence {said.get('license')}, not an open one")
    return dict(said)


def checked(package: Package, said: dict[str, Any], known: str | None) -> bytes:
    """The tarball, after its sha512 agrees with the registry and with the last time."""
    integrity = said["dist"]["integrity"]
    if known not in (None, integrity):
        sys.exit(f"vendor: {package.name} {package.version} changed since it was vendored")
    tarball = fetched(said["dist"]["tarball"])
    digest = "sha512-" + base64.b64encode(hashlib.sha512(tarball).digest()).decode()
    if digest != integrity:
        sys.exit(f"vendor: {package.name} {package.version} does not have its sha512")
    return tarball


def unpacked(package: Package, tarball: bytes) -> dict[str, bytes]:
    """The chosen files and the licence, by their name without folders."""
    kept: dict[str, bytes] = {}
    with tarfile.open(fileobj=io.BytesIO(tarball)) as archive:
        for member in archive.getmembers():
            inner = member.name.partition("/")[2]
            if inner in package.files or re.fullmatch(r"LICEN[CS]E(\.\w+)?", inner):
                file = archive.extractfile(member)
                kept[Path(inner).name] = file.read() if file else b""
    missing = {Path(f).name for f in package.files} - kept.keys()
    if missing or len(kept) == len(package.files):
        sys.exit(f"vendor: {package.name} lacks {', '.join(missing) or 'its licence'}")
    return kept


def without_map(css: bytes) -> bytes:
    """A style sheet without the pointer to a source map that is not vendored."""
    return re.sub(rb"/\*# sourceMappingURL=.*?\*/\s*", b"", css)


def pruned(theme: str, sheets: str) -> str:
    """The theme on ``:root``, with only the custom properties that the sheets reach."""
    declared = dict(re.findall(r"(--[\w-]+):\s*([^;}]+);", theme))
    wanted, kept = set(re.findall(r"var\(\s*(--[\w-]+)", sheets)), {}
    while wanted:
        name = wanted.pop()
        if name in declared and name not in kept:
            kept[name] = declared[name]
            wanted |= set(re.findall(r"var\(\s*(--[\w-]+)", declared[name]))
    lines = "".join(f"  {name}: {kept[name]};\n" for name in sorted(kept))
    return f"/* Made by scripts/vendor.py: the custom properties of use. */\n:root {{\n{lines}}}\n"


def main() -> None:
    """Vendor every package, then the theme against the style sheets."""
    folders = {False: STATIC / "vendor", True: ROOT / "tests" / "browser" / "vendor"}
    for tests, folder in folders.items():
        record = folder / "VENDOR.json"
        known = json.loads(record.read_text()) if record.is_file() else {}
        shutil.rmtree(folder, ignore_errors=True)
        records: dict[str, Any] = {}
        for package in (p for p in PACKAGES if p.tests is tests):
            said = described(package)
            before = known.get(package.name, {})
            same = before.get("version") == package.version
            tarball = checked(package, said, before.get("integrity") if same else None)
            target = folder / package.name.rpartition("/")[2]
            target.mkdir(parents=True)
            files = unpacked(package, tarball)
            for name, content in files.items():
                (target / name).write_bytes(
                    without_map(content) if name.endswith(".css") else content
                )
            records[package.name] = {
                "version": package.version,
                "licence": said["license"],
                "tarball": said["dist"]["tarball"],
                "integrity": said["dist"]["integrity"],
                "files": sorted(files),
            }
            print(f"{package.name} {package.version}")
        record.write_text(json.dumps(records, indent=2) + "\n")
    theme = folders[False] / THEME.name.rpartition("/")[2] / "theme.css"
    sheets = "".join(p.read_text() for p in STATIC.rglob("*.css") if p != theme)
    theme.write_text(pruned(theme.read_text(), sheets))


if __name__ == "__main__":
    main()
