"""What somebody searches for, as the database is asked for it. Pure."""

from __future__ import annotations

from unicodedata import normalize

from governance.base.names import search_key

LONGEST = 200
"""Characters of a search; what is typed after these is not looked at."""
_PATTERN = str.maketrans({sign: f"\\{sign}" for sign in "\\%_"})


def readable(said: str) -> str:
    """What is searched for, each letter and its accent one sign, as texts are stored.

    A space stands for each sign that nobody reads, such as U+0000 and halves of a surrogate pair,
    which the database takes in no text at all.
    """
    text = normalize("NFC", said[:LONGEST])
    return "".join(sign if sign.isprintable() else " " for sign in text).strip()


def like(search: str | None) -> str | None:
    """What finds the beginning of words in a ``search_key`` with a space before it."""
    wanted = search_key(search or "")
    return f"% {wanted}%" if wanted else None


def anywhere(search: str) -> str:
    """What finds these words anywhere in a text in small letters, as they were typed."""
    return f"%{readable(search).lower().translate(_PATTERN)}%"
