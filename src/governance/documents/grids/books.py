"""A workbook (.xlsx) read cell by cell, as Excel or LibreOffice saved it.

A cell far away costs nothing: only what holds something is kept. What is hostile is refused by
``files`` before; here nothing from outside is read, and no XML with words of its own.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from datetime import date
from posixpath import join, normpath
from typing import Any

from lxml import etree

from governance.base.errors import N_
from governance.documents.grids.cells import (
    DAY_ZERO,
    DAY_ZERO_OLD,
    Cell,
    CellKind,
    Grid,
    GridRow,
    place_of,
    refused,
)
from governance.documents.grids.texts import EMPTY, TOO_MANY, grid_of_csv
from governance.documents.reading.dangers import declares

NOT_BOOK = N_("This workbook cannot be opened: save it as .xlsx once more.")
NO_SHEET = N_("There is no sheet “{name}” in this workbook.")
NO_CELL = N_("This sheet cannot be read: save the workbook once more.")
_HIDDEN_SIGN = re.compile(r"_x([0-9A-Fa-f]{4})_")
_UNREADABLE = (
    zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, ValueError, OverflowError,
    KeyError, etree.XMLSyntaxError,
)  # fmt: skip
_ROW, _MERGED, _SHARED = "{*}row", "{*}mergeCell", "{*}si"


def grid_of_book(file: str, content: bytes, sheet: str, limit: int) -> Grid:
    """One sheet of a workbook, at most ``limit`` rows below its head. Raises :class:`Refused`."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            return _Book(file, packed).grid(sheet, limit)
    except _UNREADABLE:
        raise refused(file, sheet, 1, 0, NOT_BOOK) from None


class _Book:
    """A workbook that is open: where its sheets are, and the texts that they share."""

    def __init__(self, file: str, packed: zipfile.ZipFile) -> None:
        self.file, self.packed = file, packed
        self.main = _first(self._relations(""), "/officeDocument")
        self.related = list(self._relations(self.main))

    def grid(self, sheet: str, limit: int) -> Grid:
        book, named = self._tree(self.main), self.sheets()
        if sheet not in named:
            raise refused(self.file, sheet, 1, 0, NO_SHEET, name=sheet)
        parts = {name: target for _, name, target in self.related}
        rows, merged = self._read(parts[named[sheet]], sheet, limit)
        if not rows:
            raise refused(self.file, sheet, 1, 0, EMPTY)
        return Grid(self.file, sheet, tuple(rows), tuple(merged), _zero(book))

    def sheets(self) -> dict[str, str]:
        """The sheets by name, each with its relation."""
        return {one.get("name", ""): _id_of(one) for one in self._tree(self.main).iter("{*}sheet")}

    def _read(self, part: str, sheet: str, limit: int) -> tuple[list[GridRow], list[str]]:
        shared = self._shared()
        rows: list[GridRow] = []
        merged: list[str] = []
        last = 0
        for element in self._each(part, _ROW, _MERGED):
            if etree.QName(element).localname == "mergeCell":
                merged.append(element.get("ref", ""))
                continue
            last = int(element.get("r") or last + 1)
            row = GridRow(last, self._cells(element, sheet, last, shared))
            if not row.cells:
                continue
            if len(rows) > limit:
                raise refused(self.file, sheet, last, 0, TOO_MANY, limit=limit)
            rows.append(row)
        return rows, merged

    def _cells(self, row: Any, sheet: str, number: int, shared: list[str]) -> dict[int, Cell]:
        found: dict[int, Cell] = {}
        column = -1
        for one in row.iterchildren("{*}c"):
            ref = one.get("r")
            place = place_of(ref) if ref else (number, column + 1)
            if place is None or place[0] != number:
                raise refused(self.file, sheet, number, 0, NO_CELL)
            column = place[1]
            try:
                cell = _cell(one, shared)
            except (ValueError, IndexError):
                raise refused(self.file, sheet, number, column, NO_CELL) from None
            if cell.text.strip() or cell.formula:
                found[column] = cell
        return found

    def _shared(self) -> list[str]:
        part = _first(self.related, "/sharedStrings")
        return [_text(one) for one in self._each(part, _SHARED)] if part else []

    def _relations(self, part: str) -> Iterator[tuple[str, str, str]]:
        folder, _, name = part.rpartition("/")
        for one in self._tree(join(folder, "_rels", f"{name}.rels")).iter("{*}Relationship"):
            target = one.get("Target", "")
            whole = target.lstrip("/") if target.startswith("/") else join(folder, target)
            yield one.get("Type", ""), one.get("Id", ""), normpath(whole)

    def _bytes(self, part: str) -> bytes:
        with self.packed.open(part) as opened:
            content = opened.read(self.packed.getinfo(part).file_size)
        if declares(content):
            raise ValueError(part)
        return content

    def _tree(self, part: str) -> Any:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        return etree.fromstring(self._bytes(part), parser)

    def _each(self, part: str, *tags: str) -> Iterator[Any]:
        """The elements with these names, one by one; each is forgotten once it was seen."""
        reading = etree.iterparse(
            io.BytesIO(self._bytes(part)), events=("end",), tag=tags, resolve_entities=False,
            no_network=True, load_dtd=False,
        )  # fmt: skip
        for _, element in reading:
            yield element
            element.clear()


def _first(relations: Iterable[tuple[str, str, str]], kind: str) -> str:
    """The part that is related in this way; empty where none is."""
    return next((to for is_kind, _, to in relations if is_kind.endswith(kind)), "")


def _id_of(sheet: Any) -> str:
    """The relation of a sheet: an attribute ``id`` in one of two namespaces."""
    return next((to for name, to in sheet.attrib.items() if name.endswith("}id")), "")


def _zero(book: Any) -> date:
    settings = next(book.iter("{*}workbookPr"), None)
    old = settings is not None and settings.get("date1904") in ("1", "true")
    return DAY_ZERO_OLD if old else DAY_ZERO


def _cell(one: Any, shared: list[str]) -> Cell:
    kind = one.get("t", "n")
    formula = one.find("{*}f") is not None
    said = one.findtext("{*}v") or ""
    if kind == "s":
        return Cell(shared[int(said)] if said else "", CellKind.TEXT, formula)
    if kind == "inlineStr":
        inside = one.find("{*}is")
        return Cell("" if inside is None else _text(inside), CellKind.TEXT, formula)
    if kind == "n" and said:
        return Cell(said, CellKind.NUMBER, formula)
    if kind == "e":
        return Cell(said, CellKind.ERROR, formula)
    return Cell(_plain(said), CellKind.TEXT, formula)


def _text(one: Any) -> str:
    """The text of pieces that each look as they like; how it is pronounced is no part of it."""
    pieces = (
        piece.text or ""
        for piece in one.iter("{*}t")
        if etree.QName(piece.getparent()).localname != "rPh"
    )
    return _plain("".join(pieces))


def _plain(said: str) -> str:
    """A text with the signs in it that a workbook writes as ``_x000D_``."""
    return _HIDDEN_SIGN.sub(lambda sign: chr(int(sign[1], 16)), said)


def sheets_of(content: bytes) -> frozenset[str]:
    """The names of the sheets of a workbook; none of what is no workbook that can be opened."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            return frozenset(_Book("", packed).sheets())
    except _UNREADABLE:
        return frozenset()


def grid_of(file: str, content: bytes, sheet: str, limit: int) -> Grid:
    """A file that came back: a workbook where it is packed, else a CSV."""
    if content.startswith(b"PK"):
        return grid_of_book(file, content, sheet, limit)
    return grid_of_csv(file, content, limit)
