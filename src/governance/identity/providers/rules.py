"""Which provider may say who somebody is, for what one goes there, and why one is not let in."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Mapping
from datetime import timedelta
from enum import StrEnum
from urllib.parse import urlsplit

from msgspec import Struct

from governance.base.errors import GovernanceError

FLOW_LASTS = timedelta(minutes=10)
"""From pressing the button to coming back."""
FLOWS_PER_NETWORK = 300
"""Goings that did not come back yet, of one network in that time; a town hall is one network."""
ALGORITHMS = ("RS256", "PS256", "ES256", "EdDSA", "Ed25519")
"""With a public key only: never none, and no secret that both sides hold."""
EVERYBODY = "*"
_LOOPBACK = ("localhost", "127.0.0.1", "::1")


class Reason(StrEnum):
    """Why somebody is not let in, as one word of the trail."""

    UNKNOWN_STATE = "unknown_state"
    EXPIRED = "expired"
    REPLAYED = "replayed"
    OTHER_BROWSER = "other_browser"
    DENIED = "denied"
    NO_ANSWER = "no_answer"
    NOT_EXCHANGED = "code_refused"
    ISSUER = "wrong_issuer"
    AUDIENCE = "wrong_audience"
    SIGNATURE = "bad_signature"
    TOKEN_EXPIRED = "token_expired"  # noqa: S105 - a word
    NONCE = "wrong_nonce"
    MALFORMED = "malformed"
    SECOND_FACTOR = "no_second_factor"
    NOT_RECENT = "not_recent"
    UNKNOWN_PERSON = "unknown_person"
    ORGANISATION = "not_of_organisation"
    INVITATION = "invitation_used"
    ADDRESS = "other_address"
    LINKED = "linked_elsewhere"
    OTHER_PERSON = "other_person"
    REPEATED = "repeated"
    TOO_OFTEN = "too_often"


class NotBelieved(GovernanceError):  # noqa: N818 - reads as a sentence
    """What the provider says is not enough to let somebody in."""

    def __init__(self, reason: Reason) -> None:
        self.reason = reason
        super().__init__(reason.value)


class Purpose(StrEnum):
    """What somebody goes to the provider for."""

    SIGN_IN = "sign_in"
    INVITATION = "invitation"
    LINK = "link"
    CONFIRM = "confirm"


class Mapped(Struct, frozen=True):
    """A claim with this value says that somebody is of this organisation."""

    claim: str
    value: str
    organisation: str


class Provider(Struct, frozen=True):
    """One identity provider, as the settings have it. Organisations by OIN, CBS code or TOOI."""

    key: str
    name: str
    issuer: str
    client_id: str
    client_secret: str
    second_factor: Mapping[str, frozenset[str]]
    """Per claim (``acr``, ``amr``) the values that say that a second factor was used."""
    scopes: tuple[str, ...] = ("openid", "email")
    acr_values: tuple[str, ...] = ()
    secret_in_body: bool = False
    email_claim: str = "email"
    email_trusted: bool = False
    userinfo: bool = False
    organisations: tuple[str, ...] = ()
    mapped: tuple[Mapped, ...] = ()
    skew: timedelta = timedelta(seconds=60)

    def __repr__(self) -> str:
        """Without the secret."""
        return f"Provider({self.key!r}, {self.issuer!r})"


def loopback(address: str) -> bool:
    """Whether an address is of this machine."""
    return urlsplit(address).hostname in _LOOPBACK


def safe_address(address: str, *, near: bool) -> bool:
    """Whether one may talk with an address: https, or this machine where the issuer is here."""
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError:
        return False
    if not parts.hostname or parts.username or parts.fragment:
        return False
    return parts.scheme == "https" or (near and parts.scheme == "http" and loopback(address))


def derived(secret: str, flow: str, use: str) -> str:
    """The nonce or the PKCE verifier of a flow: from what only the browser holds."""
    made = hmac.new(secret.encode(), f"{use}\0{flow}".encode(), hashlib.sha256).digest()
    return _text(made)


def challenge(verifier: str) -> str:
    """What the provider gets of a PKCE verifier beforehand (S256)."""
    return _text(hashlib.sha256(verifier.encode()).digest())


def _text(of: bytes) -> str:
    return base64.urlsafe_b64encode(of).rstrip(b"=").decode()
