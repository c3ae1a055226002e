"""What is handed in about a passkey: what the browser made of it, as JSON."""

from __future__ import annotations

from typing import Annotated, TypeAlias

from msgspec import Meta, Struct

Credential: TypeAlias = Annotated[str, Meta(max_length=20_000, extra={"secret": True})]
"""What ``navigator.credentials`` gave, as JSON text (``PublicKeyCredential.toJSON``)."""


class NewPasskey(Struct, frozen=True):
    """A passkey that is registered, and what its owner calls it."""

    name: Annotated[str, Meta(max_length=60)]
    credential: Credential


class ProofForm(Struct, frozen=True):
    """An answer of a passkey to a challenge."""

    credential: Credential
