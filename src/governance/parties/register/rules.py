"""What must be right of an organisation in the register: its names, its codes, its days. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, TypeAlias
from uuid import UUID

from msgspec import Struct

from governance.base.errors import MISSING, N_, Complaint
from governance.notices.rules import unreceivable
from governance.parties.rules import OrganisationKind

Typed: TypeAlias = Any
"""A form of this package; the rules stand below the forms and know only their fields."""

CODES = ("cbs_code", "tooi_uri", "oin", "kvk")
CAMEL: Mapping[str, str] = {
    "cbs_code": "cbsCode",
    "tooi_uri": "tooiUri",
    "oin": "oin",
    "kvk": "kvk",
}
_CBS = re.compile(r"GM[0-9]{4}")
_TOOI = re.compile(r"https://identifier\.overheid\.nl/tooi/id/([a-z_]{2,40})/([a-z0-9_]{2,20})")
_OIN = re.compile(r"[0-9]{20}")
_KVK = re.compile(r"[0-9]{8}")
OIN_PREFIXES = ("00000001", "00000003", "00000004", "00000007", "00000099")
"""RSIN, trade register, SubOIN, BRIN, and test values (domain notes, section 1.3)."""
OVERTAKEN = N_(
    "Somebody else changed this in the meantime. Nothing of yours is saved: look at it again."
)
OF_REGISTER = N_(
    "This comes from an official register and is not changed by hand: the next time that the "
    "register is taken over it would come back. Have it corrected there."
)
_CBS_WRONG = N_("A CBS code is GM and four digits, for example GM0917.")
_CBS_KIND = N_("Only a municipality has a CBS code. Leave this field open, or choose that kind.")
_TOOI_WRONG = N_(
    "Write the address of the TOOI register in full, with a code in small letters: "
    "https://identifier.overheid.nl/tooi/id/gemeente/gm0917."
)
_TOOI_OTHER = N_("This TOOI address is of {there}, and the CBS code is {code}.")
_OIN_WRONG = N_("An OIN has twenty digits.")
_OIN_PREFIX = N_("This OIN begins with {prefix}, which is not given out. Begins are: {known}.")
_KVK_WRONG = N_("A number of the trade register (KVK) has eight digits.")
_TAKEN = N_("“{name}” has this code already.")
_THERE = N_("“{name}” stands in the register already. Change that, or give this another name.")
_ITSELF = N_("An organisation that acts for itself has legal personality: choose another one.")
_ACTS_ITSELF = N_("It has legal personality, so it acts for itself. Leave this field open.")
_NO_PERSON = N_("“{name}” has no legal personality, so it cannot act for another.")
_ACTING_GONE = N_("Choose an organisation of the register that exists.")
_ACTED_FOR = N_("It acts for “{name}”, so it needs legal personality. Change that one first.")
_BACKWARDS = N_("It would end before it began ({day}).")
_LATER = N_("A new name holds from today or from an earlier day. Note it when it has come.")
_RENAMED = N_("It was renamed on {day} already: the new name holds from a later day.")
_BEFORE = N_("It did not exist yet on that day: it exists from {day}.")
_SAME = N_("That is its name already.")
_BEGINS = N_(
    "A membership, a function or a seat of it begins on {day}. Choose a later day, or end that "
    "first."
)
SUCCEEDED = N_("Another organisation goes on for it since {day}: it cannot end on another day.")
CHOOSE_KEEPER = N_("Choose which of your organisations keeps this entry.")


class Other(Struct, frozen=True):
    """What the rules need to know of another organisation."""

    id: UUID
    name: str
    legal_personality: bool
    valid_until: date | None


class Around(Struct, frozen=True):
    """What stands round an organisation: who has its codes or its name, who acts for whom."""

    holders: Mapping[str, str]
    """By the name of a code, or ``name``: who has it already."""
    acting: Other | None = None
    acts_for: str = ""


def tidy(form: Typed) -> dict[str, Any]:
    """The codes of a form as they are stored: without spaces, CBS in capitals."""
    found = {name: re.sub(r"\s", "", getattr(form, name)) for name in CODES}
    return found | {"cbs_code": found["cbs_code"].upper()}


def code_complaints(kind: str, codes: Mapping[str, str]) -> Iterator[Complaint]:
    """What is wrong with the form of each code, and with two that do not fit together."""
    cbs, tooi, oin, kvk = (codes[name] for name in CODES)
    if cbs and not _CBS.fullmatch(cbs):
        yield Complaint("cbsCode", _CBS_WRONG)
    elif cbs and kind != OrganisationKind.MUNICIPALITY:
        yield Complaint("cbsCode", _CBS_KIND)
    found = _TOOI.fullmatch(tooi)
    if tooi and not found:
        yield Complaint("tooiUri", _TOOI_WRONG)
    elif found and cbs and found[1] == "gemeente" and found[2] != cbs.lower():
        yield Complaint("tooiUri", _TOOI_OTHER, {"there": found[2].upper(), "code": cbs})
    if oin and not _OIN.fullmatch(oin):
        yield Complaint("oin", _OIN_WRONG)
    elif oin and oin[:8] not in OIN_PREFIXES:
        known = ", ".join(OIN_PREFIXES)
        yield Complaint("oin", _OIN_PREFIX, {"prefix": oin[:8], "known": known})
    if kvk and not _KVK.fullmatch(kvk):
        yield Complaint("kvk", _KVK_WRONG)


def entry_complaints(form: Typed, around: Around, itself: UUID | None) -> Iterator[Complaint]:
    """What is wrong with an entry of the register beside its name."""
    yield from code_complaints(form.kind, tidy(form))
    for name, who in around.holders.items():
        if name in CAMEL:
            yield Complaint(CAMEL[name], _TAKEN, {"name": who})
    if form.mailbox:
        yield from unreceivable(form.mailbox.strip(), "mailbox")
    yield from _acting(form, around, itself)


def _acting(form: Typed, around: Around, itself: UUID | None) -> Iterator[Complaint]:
    if not form.legal_personality and around.acts_for:
        yield Complaint("legalPersonality", _ACTED_FOR, {"name": around.acts_for})
    if form.acting_body_id is None:
        return
    other = around.acting
    if form.legal_personality:
        yield Complaint("actingBodyId", _ACTS_ITSELF)
    elif form.acting_body_id == itself:
        yield Complaint("actingBodyId", _ITSELF)
    elif other is None or other.valid_until is not None:
        yield Complaint("actingBodyId", _ACTING_GONE)
    elif not other.legal_personality:
        yield Complaint("actingBodyId", _NO_PERSON, {"name": other.name})


def name_complaints(name: str, around: Around) -> Iterator[Complaint]:
    """What is wrong with a name."""
    if not name.strip():
        yield Complaint("name", MISSING)
    elif "name" in around.holders:
        yield Complaint("name", _THERE, {"name": around.holders["name"]})


def source_complaints(row: Mapping[str, Any], values: Mapping[str, Any]) -> Iterator[Complaint]:
    """What an official register holds stays as it has it."""
    if row["source"]:
        for name in ("cbs_code", "tooi_uri"):
            if row[name] and values[name] != row[name]:
                yield Complaint(CAMEL[name], OF_REGISTER)


def rename_complaints(
    row: Mapping[str, Any], form: Typed, last: date | None, today: date, around: Around
) -> Iterator[Complaint]:
    """Why an organisation cannot be called so from a day. ``last``: the last day of a change."""
    if row["source"]:
        yield Complaint("name", OF_REGISTER)
    if form.name.strip() == row["name"] and form.short_name.strip() in ("", row["short_name"]):
        yield Complaint("name", _SAME)
    else:
        yield from name_complaints(form.name, around)
    if form.valid_from is None:
        yield Complaint("validFrom", MISSING)
    elif form.valid_from > today:
        yield Complaint("validFrom", _LATER)
    elif last is not None and form.valid_from <= last:
        yield Complaint("validFrom", _RENAMED, {"day": last})
    elif row["valid_from"] is not None and form.valid_from <= row["valid_from"]:
        yield Complaint("validFrom", _BEFORE, {"day": row["valid_from"]})


def end_complaints(
    row: Mapping[str, Any], ends: date | None, succeeded: date | None, begins: date | None
) -> Iterator[Complaint]:
    """Why an organisation cannot end on a day. ``begins``: the last day on which something of
    it begins."""
    if succeeded is not None and ends != succeeded:
        yield Complaint("endsOn", SUCCEEDED, {"day": succeeded})
    elif ends is not None and row["valid_from"] is not None and ends <= row["valid_from"]:
        yield Complaint("endsOn", _BACKWARDS, {"day": row["valid_from"]})
    elif ends is not None and begins is not None and ends <= begins:
        yield Complaint("endsOn", _BEGINS, {"day": begins})
