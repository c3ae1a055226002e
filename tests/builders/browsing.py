"""A form on a page as a browser sends it when nothing is typed any more."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

Attributes = dict[str, str | None]


class _Form(HTMLParser):
    """The fields of the form with one action; buttons stay out, they are pressed by the test."""

    def __init__(self, action: str) -> None:
        super().__init__()
        self.action, self.inside = action, False
        self.fields: dict[str, list[str]] = {}
        self.choosing = self.writing = ""
        self.first = False

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        said: Attributes = dict(attrs)
        if tag == "form":
            path = (said.get("action") or "").partition("?")[0]
            self.inside = path == self.action and said.get("method") == "post"
        if self.inside:
            self._field(tag, said, said.get("name") or "")

    def _field(self, tag: str, said: Attributes, name: str) -> None:
        if tag == "select":
            self.choosing, self.first = name, True
        elif tag == "option" and (self.first or "selected" in said):
            self.fields[self.choosing], self.first = [said.get("value") or ""], False
        elif tag == "textarea":
            self.writing, self.fields[name] = name, [""]
        elif tag == "input" and (
            said.get("type") not in ("radio", "checkbox") or "checked" in said
        ):
            self.fields.setdefault(name, []).append(said.get("value") or "")

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag != "form"
        self.writing = "" if tag == "textarea" else self.writing

    def handle_data(self, data: str) -> None:
        if self.writing:
            self.fields[self.writing] = [self.fields[self.writing][0] + data.removeprefix("\n")]


def fields(page: str, action: str) -> dict[str, list[str]]:
    """What the form with this action holds, hidden fields and all."""
    form = _Form(action)
    form.feed(page)
    assert form.fields, f"no form for {action}"
    return form.fields
