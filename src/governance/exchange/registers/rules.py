"""Which register a file is, and what it says: entries with their places. Pure."""

from __future__ import annotations

from codecs import BOM_UTF8
from datetime import date

from msgspec import Struct

from governance.base.errors import N_
from governance.exchange.registers.areas.rules import areas, is_areas
from governance.exchange.registers.listed.rules import is_listed, listed
from governance.exchange.registers.own.rules import is_own, own
from governance.exchange.registers.tooi.rules import tooi
from governance.exchange.sheets.rules import LIMIT, refuse, sheets_of
from governance.parties.registering.rules import Entries

_OTHER = N_(
    "This is none of the forms that are read: the TOOI register (JSON), the TOOI list, areas of "
    "CBS, or our own layout. The head has: {head}."
)


class Options(Struct, frozen=True):
    """How a file is read. ``riec``: take over the RIEC of areas too, although the file only
    infers it from the police unit."""

    riec: bool = False
    on: date | None = None


def entries_of(file: str, content: bytes, options: Options) -> Entries:
    """What a file says; raises :class:`Refused` with every complaint."""
    if content.removeprefix(BOM_UTF8).lstrip()[:1] in (b"[", b"{") and len(content) <= LIMIT:
        return tooi(file, content)
    sheets = sheets_of(file, content)
    first = sheets[0]
    if is_listed(first):
        return listed(first)
    if is_areas(first):
        return areas(first, riec=options.riec)
    if is_own(sheets):
        return own(sheets)
    head = ", ".join(cell.strip() for cell in first.head.cells if cell.strip())
    raise refuse(first.file, _OTHER, first.head.line, head=head[:200])
