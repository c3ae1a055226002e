"""What a token must hold to be believed; its signature was found right before.

Pure: claims come in as they were signed, the moment as it is. What is wrong is a
:class:`NotBelieved` with one word.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from governance.identity.providers.rules import NotBelieved, Provider, Reason

Claims = Mapping[str, Any]

LOGOUT_LASTS = timedelta(minutes=10)
"""A logout token that was made longer ago is not taken."""
RECENT = timedelta(minutes=5)
"""Confirming takes signing in anew; the clock of the provider may be this far from ours."""
LOGOUT_EVENT = "http://schemas.openid.net/event/backchannel-logout"
_HASHES = {"EdDSA": hashlib.sha512, "Ed25519": hashlib.sha512}


def check_answer(provider: Provider, error: str, issuer: str, *, always_named: bool) -> None:
    """Check the answer that came by the browser; ``issuer`` is its ``iss`` (RFC 9207)."""
    if (issuer or always_named) and issuer != provider.issuer:
        raise NotBelieved(Reason.ISSUER)
    if error:
        raise NotBelieved(Reason.DENIED)


def check_token(claims: Claims, provider: Provider, at: datetime) -> None:
    """Check what every token of a provider must hold: by whom, for whom, when."""
    if claims.get("iss") != provider.issuer:
        raise NotBelieved(Reason.ISSUER)
    audience = claims.get("aud")
    audiences = audience if isinstance(audience, list) else [audience]
    others = [a for a in audiences if a != provider.client_id]
    party = claims.get("azp")
    if provider.client_id not in audiences or (others and party is None):
        raise NotBelieved(Reason.AUDIENCE)
    if party is not None and party != provider.client_id:
        raise NotBelieved(Reason.AUDIENCE)
    made, ends, begins = (_moment(claims, name) for name in ("iat", "exp", "nbf"))
    if made is None or ends is None:
        raise NotBelieved(Reason.MALFORMED)
    late, early = at - provider.skew >= ends, at + provider.skew < max(made, begins or made)
    if late or early:
        raise NotBelieved(Reason.TOKEN_EXPIRED)


def check_id_token(
    claims: Claims, provider: Provider, *, nonce: str, access: str, algorithm: str, at: datetime
) -> None:
    """Check an ID token whose signature was found right: also that it is of this flow."""
    check_token(claims, provider, at)
    said = claims.get("nonce")
    if not isinstance(said, str) or not hmac.compare_digest(said.encode(), nonce.encode()):
        raise NotBelieved(Reason.NONCE)
    subject = claims.get("sub")
    if not isinstance(subject, str) or not 0 < len(subject) <= 255 or "events" in claims:
        raise NotBelieved(Reason.MALFORMED)
    bound = claims.get("at_hash")
    if bound is not None and bound != half_hash(access, algorithm):
        raise NotBelieved(Reason.MALFORMED)


def half_hash(access: str, algorithm: str) -> str:
    """What ``at_hash`` must be for an access token: the left half of its hash."""
    made = _HASHES.get(algorithm, hashlib.sha256)(access.encode()).digest()
    return base64.urlsafe_b64encode(made[: len(made) // 2]).rstrip(b"=").decode()


def check_second_factor(claims: Claims, provider: Provider) -> None:
    """Check that the provider says, in one of its claims, that a second factor was used."""
    if not any(
        _values(claims.get(name)) & wanted for name, wanted in provider.second_factor.items()
    ):
        raise NotBelieved(Reason.SECOND_FACTOR)


def shown_at(claims: Claims) -> datetime | None:
    """When somebody last showed the provider who it is; None where it does not say.

    A provider that is still signed in sends somebody back without asking anything.
    """
    return _moment(claims, "auth_time")


def check_recent(claims: Claims, begun_at: datetime) -> None:
    """Check that somebody signed in anew, after having been sent there to confirm."""
    shown = shown_at(claims)
    if shown is None or shown < begun_at - RECENT:
        raise NotBelieved(Reason.NOT_RECENT)


def check_logout(claims: Claims, provider: Provider, at: datetime) -> None:
    """Check a logout token whose signature was found right (OpenID Back-Channel Logout 2.6)."""
    check_token(claims, provider, at)
    events = claims.get("events")
    if not isinstance(events, dict) or not isinstance(events.get(LOGOUT_EVENT), dict):
        raise NotBelieved(Reason.MALFORMED)
    if "nonce" in claims:
        raise NotBelieved(Reason.NONCE)
    if not (_named(claims, "sid") or _named(claims, "sub")) or not _named(claims, "jti"):
        raise NotBelieved(Reason.MALFORMED)
    made = _moment(claims, "iat")
    if made is None or made < at - LOGOUT_LASTS:
        raise NotBelieved(Reason.TOKEN_EXPIRED)


def _named(claims: Claims, name: str) -> bool:
    said = claims.get(name)
    return isinstance(said, str) and 0 < len(said) <= 255


def invited_address(claims: Claims, provider: Provider) -> str | None:
    """The e-mail address that the provider vouches for, else None."""
    said = claims.get(provider.email_claim)
    sure = provider.email_trusted or claims.get("email_verified") is True
    return said.strip().casefold() if isinstance(said, str) and said.strip() and sure else None


def organisations_of(claims: Claims, provider: Provider) -> frozenset[str]:
    """The organisations whose people the provider may sign in, by these claims.

    Where claims are mapped, only what a claim says counts; ``*`` is everybody.
    """
    if not provider.mapped:
        return frozenset(provider.organisations)
    return frozenset(
        m.organisation for m in provider.mapped if m.value in _values(claims.get(m.claim))
    )


def _values(said: Any) -> frozenset[str]:
    listed = said if isinstance(said, list) else [said]
    return frozenset(one for one in listed if isinstance(one, str))


def _moment(claims: Claims, name: str) -> datetime | None:
    said = claims.get(name)
    if said is None:
        return None
    if isinstance(said, bool) or not isinstance(said, int | float) or not 0 <= said < 1 << 35:
        raise NotBelieved(Reason.MALFORMED)
    return datetime.fromtimestamp(said, UTC)
