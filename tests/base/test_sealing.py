"""A sealed secret opens with its key and for what it is about, and with nothing else."""

from __future__ import annotations

import pytest

from governance.base.errors import Unusable
from governance.base.sealing import opened, seal

KEY, OTHER = "k" * 32, "o" * 32


def test_what_is_sealed_opens_again_and_is_never_the_same_twice() -> None:
    one, two = seal(KEY, b"secret", "totp a"), seal(KEY, b"secret", "totp a")
    assert one != two
    assert b"secret" not in one
    assert opened(KEY, one, "totp a") == opened(KEY, two, "totp a") == b"secret"


@pytest.mark.parametrize(("key", "about"), [(OTHER, "totp a"), (KEY, "totp b")])
def test_another_key_and_another_owner_open_nothing(key: str, about: str) -> None:
    with pytest.raises(Unusable, match="another key"):
        opened(key, seal(KEY, b"secret", "totp a"), about)


def test_what_was_changed_does_not_open() -> None:
    sealed = bytearray(seal(KEY, b"secret", "a"))
    sealed[-1] ^= 1
    with pytest.raises(Unusable, match="another key"):
        opened(KEY, bytes(sealed), "a")


def test_without_a_key_nothing_is_sealed() -> None:
    with pytest.raises(Unusable, match="GOVERNANCE_SECRET_KEY"):
        seal("", b"secret", "a")
