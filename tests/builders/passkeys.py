"""A passkey made of nothing but its keys: what a device answers to a challenge, right or wrong."""

from __future__ import annotations

import hashlib
import json
import secrets
import struct
from base64 import urlsafe_b64encode
from typing import Any

import cbor2
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256

ORIGIN = "http://localhost:8000"
PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40


def text(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


class Device:
    """One passkey (ES256). What a test changes of it shows in its answers."""

    def __init__(self) -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.id = secrets.token_bytes(16)
        self.count, self.flags = 0, PRESENT | VERIFIED
        self.origin, self.site = ORIGIN, "localhost"

    @property
    def public(self) -> bytes:
        """The public key, as it is kept."""
        numbers = self.key.public_key().public_numbers()
        x, y = numbers.x.to_bytes(32, "big"), numbers.y.to_bytes(32, "big")
        return cbor2.dumps({1: 2, 3: -7, -1: 1, -2: x, -3: y})

    def _client(self, kind: str, challenge: str) -> bytes:
        said = {"type": kind, "challenge": challenge, "origin": self.origin}
        return json.dumps(said).encode()

    def _data(self, flags: int, rest: bytes = b"") -> bytes:
        site = hashlib.sha256(self.site.encode()).digest()
        return site + struct.pack(">BI", flags, self.count) + rest

    def _answer(self, response: dict[str, bytes]) -> str:
        parts = {name: text(raw) for name, raw in response.items()}
        whole: dict[str, Any] = {"id": text(self.id), "rawId": text(self.id), "type": "public-key"}
        return json.dumps(whole | {"response": parts, "clientExtensionResults": {}})

    def made(self, options: dict[str, Any]) -> str:
        """The answer to the challenge of a new passkey."""
        known = bytes(16) + struct.pack(">H", len(self.id)) + self.id + self.public
        data = self._data(self.flags | ATTESTED, known)
        attested = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": data})
        client = self._client("webauthn.create", options["challenge"])
        return self._answer({"clientDataJSON": client, "attestationObject": attested})

    def used(self, options: dict[str, Any]) -> str:
        """The answer to any other challenge."""
        self.count += 1
        client, data = self._client("webauthn.get", options["challenge"]), self._data(self.flags)
        signed = self.key.sign(data + hashlib.sha256(client).digest(), ec.ECDSA(SHA256()))
        parts = {"clientDataJSON": client, "authenticatorData": data, "signature": signed}
        return self._answer(parts)
