"""What the sample's organisations say, as ``words.toml`` has it."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from zlib import crc32

import msgspec
from msgspec import Struct


class Measuring(Struct, frozen=True, forbid_unknown_fields=True):
    """How an indicator follows from milestones: ``steps``, else how often one a year.

    A step says the least that is measured once its milestone is reached. ``in_time``: only
    what was reached by its planned day counts. ``by_reporting``: what is owed is the report
    itself, so that a report cannot say that it does not come.
    """

    steps: dict[str, int] = {}
    yearly: str = ""
    in_time: bool = False
    by_reporting: bool = False


class Words(Struct, frozen=True, forbid_unknown_fields=True):
    """The whole file: texts, blanks of the three agreements, phrases by state."""

    decision_number: str
    mandate_reference: str
    no_powers: str
    no_sharing: str
    no_assessment: str
    round: str
    advised: str
    returned: str
    approved_by: str
    summary: tuple[str, ...]
    risks: tuple[str, ...]
    outlook: tuple[str, ...]
    adopted_by: str
    regional_summary: tuple[str, ...]
    decisions_asked: tuple[str, ...]
    regional_outlook: tuple[str, ...]
    local_title: str
    local_short_title: str
    table_title: str
    table_short_title: str
    regional_title: str
    regional_short_title: str
    planned: tuple[str, ...]
    started: tuple[str, ...]
    on_track: tuple[str, ...]
    delayed: tuple[str, ...]
    blocked: tuple[str, ...]
    done: tuple[str, ...]
    reasons: tuple[str, ...]
    measures: tuple[str, ...]
    measured: dict[str, Measuring]
    accepted_delay: str
    corrected: str
    evidence_file: str
    evidence_text: str
    evidence_link: str
    evidence_address: str
    audience_reason: str
    carried_out_by_another: str
    view: str
    vision: str
    goals: dict[str, str]
    routes: dict[str, str]
    barriers: dict[str, str]
    spent: dict[str, str]
    covers: tuple[str, ...]
    advisers: dict[str, str]
    regional: dict[str, str]
    local: dict[str, str]
    table: dict[str, str]


@cache
def words() -> Words:
    """The file, checked."""
    text = Path(__file__).with_name("words.toml").read_text("utf-8")
    return msgspec.convert(tomllib.loads(text), Words)


def chance(*of: object) -> int:
    """A number from 0 to 99 that is always the same for the same things."""
    return crc32("/".join(map(str, of)).encode()) % 100


def one_of(choices: tuple[str, ...], *of: object) -> str:
    """One of the phrases, always the same for the same things."""
    return choices[crc32("/".join(map(str, of)).encode()) % len(choices)]
