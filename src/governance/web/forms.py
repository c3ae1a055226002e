"""What the fields of a form hold when a page shows it.

A page that was refused shows itself again with ``again(request, refused)``: what was typed
stands in its fields, each complaint at its own. Where the page cannot be shown any more, what
was typed comes back by the labels and options that the form carried along (``form_words``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import msgspec
from msgspec import Struct, field

from governance.base.errors import Complaint, Refused
from governance.web.acting import AnyRequest
from governance.web.body import Posted, posted
from governance.web.reading import OF_THE_PAGE
from governance.web.sent_json import Tree

WORDS = "form_words"
"""The field that carries what a form calls its fields and their options."""
SECRET = frozenset({"password", "newPassword", "code", "credential"})
"""What is never shown again."""
NOT_TYPED = OF_THE_PAGE | SECRET | {"version", "next", "language", "lapsing"}
_KEPT = (date, datetime, Decimal)


def _kept(request: AnyRequest) -> Tree:
    kept = request.scope["state"].get("posted")
    return kept.values if isinstance(kept, Posted) else {}


async def typed(request: AnyRequest) -> Tree:
    """What was typed into the form of this request, as a tree of texts; empty when broken."""
    try:
        return (await posted(request)).values
    except Refused:
        return {}


class Words(Struct, frozen=True):
    """What a form calls its fields, and the options of those where one chooses.

    Fields often share their options, so these stand once; ``of`` says which are of a field.
    It comes back from a browser, so it only ever names what that same browser sent.
    """

    labels: dict[str, str] = {}
    options: list[dict[str, str]] = []
    of: dict[str, int] = {}

    def ask(self, name: str, label: str, options: Iterable[Sequence[Any]]) -> None:
        """Note a field as the page shows it, with (value, label) pairs where one chooses."""
        self.labels[name] = label
        choices = {str(option[0]): str(option[1]) for option in options}
        if choices and choices not in self.options:
            self.options.append(choices)
        if choices:
            self.of[name] = self.options.index(choices)

    def label(self, name: str) -> str:
        """What a field is called; one of a repeated group with its number: ``Title (1)``."""
        label, row = self.labels.get(name, ""), re.search(r"\.(\d+)\.", name)
        number = int(row[1]) + 1 if row else 0
        if not label or not number or re.search(rf"\b{number}\b", label):
            return label
        return f"{label} ({number})"

    def said(self, name: str, value: str) -> str:
        """What was typed in a field, or the option that was chosen there."""
        place = self.of.get(name, -1)
        return self.options[place].get(value, value) if 0 <= place < len(self.options) else value


class Filled(Struct, frozen=True):
    """What the fields of a form hold, and what is wrong with them. Templates read it by name."""

    values: Mapping[str, Any] = {}
    complaints: tuple[Complaint, ...] = ()
    words: Words = field(default_factory=Words)
    """What each field is called; the fields write it as they are shown."""
    sent_to: str = ""
    """Where it was sent and refused: there it can be shown again in another language."""

    @property
    def labels(self) -> dict[str, str]:
        """What each field is called, for the summary."""
        return self.words.labels

    def carried(self) -> str:
        """The words of the form as it carries them along."""
        return msgspec.json.encode(self.words).decode() if self.labels else ""

    def value(self, name: str) -> Any:
        """What stands in a field: ``commitments.0.title``; empty text when nothing does."""
        found: Any = self.values
        for part in name.split("."):
            if isinstance(found, Mapping):
                found = found.get(part)
            elif isinstance(found, (list, tuple)) and part.isdigit() and int(part) < len(found):
                found = found[int(part)]
            else:
                return ""
        return "" if found is None else found

    def rows(self, name: str) -> int:
        """How many rows a repeated group holds."""
        found = self.value(name)
        return len(found) if isinstance(found, (list, tuple)) else 0

    def ordered(self) -> list[Complaint]:
        """The complaints in the order of the fields on the page; the rest comes last."""
        places = {name: place for place, name in enumerate(self.labels)}
        return sorted(self.complaints, key=lambda c: places.get(c.field, len(places)))

    def wrong(self, name: str) -> tuple[Complaint, ...]:
        """The complaints about one field."""
        return tuple(c for c in self.complaints if c.field == name)


def filled(of: Struct | Mapping[str, Any] | None = None, **more: Any) -> Filled:
    """A form as it is first shown, with the values of a Struct or mapping."""
    values = dict(msgspec.to_builtins(of, builtin_types=_KEPT)) if of is not None else {}
    return Filled(values | more)


def again(request: AnyRequest, refused: Refused, extra: Iterable[Complaint] = ()) -> Filled:
    """The form that was refused, after ``read_form``: what was typed, with every complaint."""
    query = f"?{request.url.query}" if request.url.query else ""
    complaints = (*refused.complaints, *extra)
    return Filled(_kept(request), complaints, sent_to=request.url.path + query)


class LeftOver(Struct, frozen=True):
    """What a person typed into one field, or chose there, and what the field is called."""

    label: str
    said: list[str]


def left_over(request: AnyRequest) -> list[LeftOver]:
    """What a person typed into a form that could not be saved, by the labels of its fields.

    Tokens, versions and passwords are no words of theirs, nor is what the form hid.
    """
    kept = request.scope["state"].get("posted")
    pairs = kept.pairs if isinstance(kept, Posted) else ()
    words = _carried(dict(pairs).get(WORDS, ""))
    found: dict[str, list[str]] = {}
    for name, said in pairs:
        shown = name in words.labels or not words.labels
        if said.strip() and shown and name not in NOT_TYPED:
            found.setdefault(name, []).append(words.said(name, said))
    return [LeftOver(words.label(name), said) for name, said in found.items()]


def _carried(said: str) -> Words:
    try:
        return msgspec.json.decode(said or "{}", type=Words)
    except msgspec.MsgspecError:
        return Words()
