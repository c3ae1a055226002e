"""What a checkpoint is, how it is signed with Ed25519, and how it is kept as a file."""

from __future__ import annotations

import base64
import hashlib
from datetime import UTC, datetime
from uuid import UUID

import msgspec
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)
from msgspec import Struct

_ENCODER = msgspec.json.Encoder(order="deterministic")


class HeadThen(Struct, frozen=True):
    """The end of one chain at the moment of a checkpoint."""

    organisation: UUID
    number: int
    hash: str


class Checkpoint(Struct, frozen=True):
    """All heads at one moment, and the hash of the checkpoint before."""

    at: datetime
    previous: str
    heads: tuple[HeadThen, ...]

    @property
    def hash(self) -> str:
        """SHA-256 over all of it; this is what is signed."""
        said = _ENCODER.encode(msgspec.structs.replace(self, at=self.at.astimezone(UTC)))
        return hashlib.sha256(said).hexdigest()


class SignedCheckpoint(Struct, frozen=True):
    """A checkpoint as it leaves the database: with its hash and the signature over that."""

    checkpoint: Checkpoint
    hash: str
    signature: str

    def as_file(self) -> bytes:
        """What stands in its file: JSON that a person can read too."""
        return msgspec.json.format(_ENCODER.encode(self), indent=1) + b"\n"

    def holds(self, *keys: Ed25519PublicKey) -> bool:
        """Whether the hash is right and, where keys are given, its signature is of one of them."""
        right = self.hash == self.checkpoint.hash
        return right and (not keys or any(map(self._signed_by, keys)))

    def _signed_by(self, key: Ed25519PublicKey) -> bool:
        try:
            key.verify(base64.b64decode(self.signature, validate=True), self.hash.encode())
        except (InvalidSignature, ValueError):
            return False
        return True


def signed(checkpoint: Checkpoint, key: Ed25519PrivateKey) -> SignedCheckpoint:
    """A checkpoint with its signature."""
    said = checkpoint.hash
    return SignedCheckpoint(checkpoint, said, base64.b64encode(key.sign(said.encode())).decode())


def read_checkpoint(content: bytes) -> SignedCheckpoint:
    """A checkpoint from its file; raises ``ValueError`` when it is none."""
    return msgspec.json.decode(content, type=SignedCheckpoint)


def new_key() -> tuple[bytes, bytes]:
    """A fresh key pair as PEM: the private one, and the public one for who verifies."""
    key = Ed25519PrivateKey.generate()
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return private, key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def private_key(pem: bytes) -> Ed25519PrivateKey:
    """The key that signs; raises ``ValueError`` when the PEM holds none of Ed25519."""
    try:
        found = load_pem_private_key(pem, None)
    except (TypeError, UnsupportedAlgorithm) as error:
        raise ValueError(str(error)) from error
    if not isinstance(found, Ed25519PrivateKey):
        raise ValueError("no key of Ed25519")
    return found


def public_key(pem: bytes) -> Ed25519PublicKey:
    """The key that verifies, from its own PEM or that of the private one."""
    if b"PRIVATE" in pem:
        return private_key(pem).public_key()
    try:
        found = load_pem_public_key(pem)
    except UnsupportedAlgorithm as error:
        raise ValueError(str(error)) from error
    if not isinstance(found, Ed25519PublicKey):
        raise ValueError("no key of Ed25519")
    return found
