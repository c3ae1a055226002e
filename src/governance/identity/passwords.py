"""Passwords: Argon2id hashes and how easily they are guessed; slow, so off the event loop."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Sequence
from functools import cache, reduce
from importlib import import_module
from pathlib import Path
from typing import Any
from unicodedata import normalize

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

_HASHER = PasswordHasher()
_AT_ONCE = asyncio.Semaphore(2)
_LOOKED_AT = 72
"""How much of a password is looked at for how easily it is guessed: longer takes long."""
_ELSE = 4
"""Letters and digits that a password has at least beside words that others know."""
_COMMON = Path(__file__).with_name("account") / "common.txt"


def _same(password: str) -> str:
    """A letter with an accent is one sign, however the keyboard sends it."""
    return normalize("NFC", password)


async def hash_password(password: str) -> str:
    """The Argon2id hash of a password, with its parameters and salt."""
    async with _AT_ONCE:
        return await asyncio.to_thread(_HASHER.hash, _same(password))


def _nobody() -> str:
    """What no password is the hash of, its salt and hash being zeros, and that takes as long as
    any other. It need not be made, which took a tenth of a second at the start of each command."""
    costs = f"m={_HASHER.memory_cost},t={_HASHER.time_cost},p={_HASHER.parallelism}"
    return f"$argon2id$v=19${costs}${'A' * 22}${'A' * 43}"


async def matches(stored: str | None, password: str) -> bool:
    """Whether a password belongs to a hash; takes as long when there is no such person."""
    async with _AT_ONCE:
        return await asyncio.to_thread(_verify, stored or _nobody(), _same(password), bool(stored))


def _verify(stored: str, password: str, known: bool) -> bool:
    try:
        _HASHER.verify(stored, password)
    except InvalidHashError:
        # Somebody who has no password: takes as long as who has one.
        return known and _verify(_nobody(), password, False)
    except VerifyMismatchError:
        return False
    return known


def outgrown(stored: str) -> bool:
    """Whether a hash was made with smaller parameters than are used now."""
    return _HASHER.check_needs_rehash(stored)


async def guessed_by(password: str, about: Sequence[str]) -> str:
    """How a password is easily guessed, as zxcvbn calls it; empty when it is not.

    ``about`` is what others know of its owner: function, name, organisation.
    """
    return await asyncio.to_thread(_guessed, password, tuple(about))


@cache
def _common() -> tuple[str, ...]:
    return tuple(_COMMON.read_text("utf-8").split())


def _nothing_else(password: str, words: list[str]) -> bool:
    """Whether a password is words that others know, and at most a number or sign with them."""
    said = password.casefold()
    rest = reduce(lambda left, word: left.replace(word, " "), words, said)
    bare = re.sub(r"(?<![0-9])[0-9]{1,4}(?![0-9])", "", rest)
    return rest != said and sum(map(str.isalnum, bare)) < _ELSE


def _guessed(password: str, about: tuple[str, ...]) -> str:
    known = {word for said in about for word in (said, *said.split()) if len(word) > 2}
    words = sorted({word.casefold() for word in (*known, *_common())}, key=len, reverse=True)
    if _nothing_else(password, words):
        return "known"
    library: Any = import_module("zxcvbn")
    found = library.zxcvbn(password[:_LOOKED_AT], user_inputs=words)
    if found["score"] >= 3:
        return ""
    longest: dict[str, Any] = max(
        found["sequence"], key=lambda part: len(part["token"]), default={}
    )
    if longest.get("dictionary_name") == "user_inputs":
        return "known"
    return str(longest.get("pattern", "short"))
