"""Secrets at rest: sealed with a key that is not in the database, opened where they are used."""

from __future__ import annotations

import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from governance.base.errors import N_, Unusable

_MARK = 4
"""The first bytes of what is sealed tell which key it was, so that a wrong key is named as such."""
_NONCE = 12


def _derived(key: str, purpose: bytes, length: int) -> bytes:
    if not key:
        raise Unusable(
            N_("No secret key is set: set GOVERNANCE_SECRET_KEY, at least 32 random characters.")
        )
    return HKDF(SHA256(), length, salt=None, info=b"governance " + purpose).derive(key.encode())


def seal(key: str, secret: bytes, about: str) -> bytes:
    """A secret, encrypted (AES-256-GCM). It opens only with what it is ``about``: no swapping."""
    nonce = secrets.token_bytes(_NONCE)
    sealed = AESGCM(_derived(key, b"seal", 32)).encrypt(nonce, secret, about.encode())
    return _derived(key, b"mark", _MARK) + nonce + sealed


def opened(key: str, sealed: bytes, about: str) -> bytes:
    """What was sealed; raises :class:`Unusable` when it was with another key, or about other."""
    mark, nonce, rest = sealed[:_MARK], sealed[_MARK : _MARK + _NONCE], sealed[_MARK + _NONCE :]
    try:
        if mark == _derived(key, b"mark", _MARK):
            return AESGCM(_derived(key, b"seal", 32)).decrypt(nonce, rest, about.encode())
    except InvalidTag:
        pass
    raise Unusable(
        N_(
            "What is kept secret was encrypted with another key: set the GOVERNANCE_SECRET_KEY "
            "of that time."
        )
    )


class Sealer:
    """Seals with the key of this process: who writes a secret down need not carry the key along.

    It is opened where a process begins, as the database and the store of files are.
    """

    def __init__(self) -> None:
        self._key = ""

    def open(self, key: str) -> None:
        """Seal with this key from now on."""
        self._key = key

    def close(self) -> None:
        """Seal with no key: whatever asks for one is told that there is none."""
        self._key = ""

    def seal(self, secret: bytes, about: str) -> bytes:
        """See :func:`seal`."""
        return seal(self._key, secret, about)

    def opened(self, sealed: bytes, about: str) -> bytes:
        """See :func:`opened`."""
        return opened(self._key, sealed, about)


SEALER = Sealer()
"""The key of this process."""
