"""A hostile Word file is refused by name, at once and without taking memory.

All of them are read in a process of its own, so that what it takes at most can be measured.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from tests.builders.hostile import MADE, OFFICE, hostile, large, related, whole

from governance.base.errors import Refused
from governance.documents.reading import dangers, opening
from governance.documents.reading.ordinary.understanding import understood
from governance.files import rules
from governance.files.packages import rules as packages

PEAK = 200_000_000
HANGS = 10
"""Seconds after which something hangs; how fast it is stands in bench/hostile.py."""
READER = """
import json, resource, sys, time
from pathlib import Path
from governance.base.errors import Refused
from governance.cli.import_agreement import understood_file
from governance.documents.reading.ordinary.understanding import understood

def why(read, *given):
    try:
        read(*given)
    except Refused as refused:
        return [complaint.problem for complaint in refused.complaints]
    return []

told = {}
for path in map(Path, sys.argv[1:]):
    begun = time.perf_counter()
    told[path.stem] = [why(understood_file, path)]
    if path.stat().st_size < 25_000_000:
        told[path.stem].append(why(understood, path.read_bytes()))
    told[path.stem].append(time.perf_counter() - begun)
status = Path("/proc/self/status")
if status.exists():
    peak = int(status.read_text().split("VmHWM:")[1].split()[0]) * 1024
else:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(json.dumps({"told": told, "peak": peak}))
"""
OUTSIDE = {
    "attachedTemplate": dangers.TEMPLATE, "image": dangers.PICTURE, "oleObject": dangers.OBJECT,
    "subDocument": dangers.PIECE, "frame": dangers.PIECE, "aFChunk": dangers.PIECE,
    "x": dangers.OUTSIDE,
}  # fmt: skip
REFUSED: Mapping[str, tuple[str, str]] = {
    "entities": (dangers.ENTITIES, dangers.ENTITIES),
    "entities in utf-16": (dangers.ENTITIES, dangers.ENTITIES),
    "entities in utf-7": (opening.BROKEN_PART, opening.BROKEN_PART),
    "entities in styles": (dangers.ENTITIES, dangers.ENTITIES),
    "document type from elsewhere": (dangers.ENTITIES, dangers.ENTITIES),
    **{f"outside: {kind}": (said, said) for kind, said in OUTSIDE.items()},
    "template on a share": (dangers.TEMPLATE, dangers.TEMPLATE),
    "strict picture": (dangers.PICTURE, dangers.PICTURE),
    "outside, unsaid": (dangers.PICTURE, dangers.PICTURE),
    "in a header": (dangers.PICTURE, dangers.PICTURE),
    "macros": (packages.ACTIVE, dangers.MACROS),
    "macros, renamed": (dangers.MACROS, dangers.MACROS),
    "a program, renamed": (rules.UNWANTED, opening.NO_WORD),
    "a pdf, renamed": (rules.UNWANTED, opening.NO_WORD),
    "another package": (rules.UNWANTED, opening.BROKEN_PART),
    "broken xml": (opening.BROKEN_PART, opening.BROKEN_PART),
    "no xml": (opening.BROKEN_PART, opening.BROKEN_PART),
    "cut off": (packages.BROKEN, dangers.BROKEN),
    "altered": (packages.BROKEN, opening.BROKEN_PART),
    "locked": (packages.ENCRYPTED, dangers.LOCKED),
    "zip bomb": (packages.TOO_MUCH, dangers.HUGE),
    "a size that lies": (packages.TOO_MUCH, opening.BROKEN_PART),
    "nested": (dangers.NESTED, dangers.NESTED),
    "millions of elements": (packages.TOO_MUCH, dangers.HUGE),
    "many parts": (packages.TOO_MUCH, dangers.HUGE),
}
"""Why each is refused as an upload, and by the reader of Word files alone."""


@pytest.fixture(scope="module")
def answered(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """What a process of its own said of every file, and the memory that it took at most."""
    folder = tmp_path_factory.mktemp("hostile")
    paths = [large(folder)]
    for what in MADE:
        path = folder / f"{what}.docx"
        path.write_bytes(hostile(what))
        paths.append(path)
    ran = subprocess.run(
        [sys.executable, "-c", READER, *map(str, paths)],
        check=True, capture_output=True, text=True, timeout=HANGS * len(paths),
    )  # fmt: skip
    return json.loads(ran.stdout)


def test_every_hostile_file_has_an_expectation() -> None:
    assert list(MADE) == list(REFUSED)


@pytest.mark.parametrize("what", REFUSED)
def test_it_is_refused_by_name(answered: Any, what: str) -> None:
    upload, alone, _ = answered["told"][what]
    assert (upload, alone) == tuple([one] for one in REFUSED[what])


def test_a_file_of_200_mb_is_refused_unread(answered: Any) -> None:
    assert answered["told"]["large"][0] == [rules.LARGE]


def test_none_takes_more_memory_than_is_safe_and_none_hangs(answered: Any) -> None:
    assert answered["peak"] < PEAK
    assert [what for what, told in answered["told"].items() if told[-1] > HANGS] == []


def test_what_is_not_fetched_is_allowed() -> None:
    for kind, target in (
        ("hyperlink", "https://example.org/"),
        ("hyperlink", "mailto:loket@example.org"),
        ("attachedTemplate", "file:///C:/Sjablonen/Brief.dotx"),
        ("attachedTemplate", "Normal.dotm"),
    ):
        assert understood(related(OFFICE + kind, target)).articles


def test_the_broken_part_is_named() -> None:
    broken = hostile("broken xml")
    with pytest.raises(Refused) as refused:
        understood(broken)
    [complaint] = refused.value.complaints
    assert complaint.values == {"part": "word/document.xml"}


def test_nothing_is_wrong_with_the_file_that_all_are_made_of(tmp_path: Path) -> None:
    assert [one.number for one in understood(whole()).articles] == ["1"]
