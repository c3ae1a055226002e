"""A letter as it is kept, and as it is read again to be sent."""

from __future__ import annotations

from base64 import b64decode, b64encode
from typing import Any
from uuid import UUID

import msgspec

from governance.base.sealing import SEALER
from governance.base.views import encoded
from governance.notices.letters.rules import SECRET, Letter, kind_of, letter_of

SEALED = "sealed"
"""What stands in a row in the place of the fields that are secret."""


def kept(letter: Letter, notice_id: UUID) -> str:
    """A letter as its row holds it. What is secret opens with the key of the service only, and
    only in this row. Raises ``Unusable`` where there is no key."""
    values: dict[str, Any] = msgspec.to_builtins(letter)
    secret = {name: values.pop(name) for name in SECRET.get(kind_of(letter), ())}
    if secret:
        sealed = SEALER.seal(msgspec.json.encode(secret), _about(notice_id))
        values[SEALED] = b64encode(sealed).decode()
    return encoded(values)


def read(content: str, notice_id: UUID) -> Letter:
    """The letter of a row; one that was written before anything was sealed is read as it is.

    Raises ``Unusable`` where it was sealed with another key.
    """
    values: dict[str, Any] = msgspec.json.decode(content, type=dict[str, Any])
    sealed = values.pop(SEALED, None)
    if sealed is not None:
        opened = SEALER.opened(b64decode(sealed), _about(notice_id))
        values |= msgspec.json.decode(opened, type=dict[str, Any])
    return letter_of(encoded(values))


def _about(notice_id: UUID) -> str:
    return f"notice {notice_id}"
