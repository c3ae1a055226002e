"""What is remarked upon a draft."""

from __future__ import annotations

from msgspec import Struct

from governance.base.signs import Lines


class RemarkForm(Struct, frozen=True, rename="camel"):
    """A remark upon a passage of a section; without a passage, upon all of it."""

    section: str
    words: Lines
    passage: str = ""


class AnswerForm(Struct, frozen=True, rename="camel"):
    """An answer to a remark."""

    words: Lines
