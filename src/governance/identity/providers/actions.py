"""Going to a provider and coming back."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import httpx
from msgspec import Struct

from governance.base.database import DATABASE
from governance.base.ids import new_id
from governance.base.origin import network_of
from governance.base.views import add
from governance.identity.providers.letting_in.actions import Account, Flow, let_in, refuse
from governance.identity.providers.remote import Peer
from governance.identity.providers.rules import (
    FLOW_LASTS,
    FLOWS_PER_NETWORK,
    NotBelieved,
    Purpose,
    Reason,
    challenge,
    derived,
)
from governance.identity.providers.tables import ProviderFlow
from governance.identity.providers.tokens.rules import (
    Claims,
    check_answer,
    check_id_token,
    check_second_factor,
)
from governance.identity.rules import attempt_key, new_token, token_hash

KEPT = timedelta(days=1)
"""A flow is kept this long, so that its end can be told; then it goes."""
_FORGET = "delete from provider_flow where made_at < $1"
_WAITING = """
select count(*) as number from provider_flow
where network = $1 and made_at > $2 and used_at is null
"""
_TAKE = """
update provider_flow set used_at = $4
where state_hash = $1 and browser_hash = $2 and provider = $3 and used_at is null and made_at > $5
returning id, provider, purpose, person, session_id, invitation, wanted, made_at
"""
_WHY = """
select id, provider, purpose, person, session_id, invitation, wanted, made_at,
  used_at is not null as used, browser_hash = $2 and provider = $3 as ours
from provider_flow where state_hash = $1
"""


class Asked(Struct, frozen=True):
    """For what somebody goes to a provider, and from where."""

    purpose: Purpose
    wanted: str
    redirect: str
    """The address to come back to, exactly as the provider knows it."""
    address: str
    browser: str = ""
    """What the cookie of this browser holds, or nothing yet."""
    person: UUID | None = None
    session_id: UUID | None = None
    invitation: UUID | None = None
    anew: bool = False
    """Whether to sign in there anew, so that one can take another account than just now.

    Always so where an account is bound to a person, or a person confirms.
    """


class Begun(Struct, frozen=True):
    """Where to go, and what the browser must hold to come back."""

    address: str
    browser: str


class Answer(Struct, frozen=True):
    """What came back by the browser."""

    state: str
    code: str
    error: str
    issuer: str


class Here(Struct, frozen=True):
    """The browser that came back."""

    browser: str
    redirect: str
    address: str
    device: str = ""
    session_id: UUID | None = None


class Finished(Struct, frozen=True):
    """Somebody is in: the token of a session that is new or renewed, and where to go."""

    purpose: Purpose
    token: str | None
    wanted: str

    @property
    def begins(self) -> bool:
        """Whether it is a session of its own, so that one before it in this browser ends."""
        return self.purpose in (Purpose.SIGN_IN, Purpose.INVITATION)


async def begin(peer: Peer, asked: Asked, *, at: datetime) -> Begun:
    """Begin a going to a provider; raises ``NotBelieved`` where there is none to go to."""
    described = await peer.described(at)
    network = attempt_key("flow", network_of(asked.address))
    [waiting] = await DATABASE.fetch(_WAITING, network, at - FLOW_LASTS)
    if waiting["number"] >= FLOWS_PER_NETWORK:
        raise NotBelieved(Reason.TOO_OFTEN)
    browser, state, flow_id = asked.browser or new_token(), new_token(), new_id()
    nonce, verifier = (derived(browser, str(flow_id), use) for use in ("nonce", "verifier"))
    await DATABASE.fetch(_FORGET, at - KEPT)
    await add(
        ProviderFlow(
            id=flow_id,
            state_hash=token_hash(state),
            browser_hash=token_hash(browser),
            network=network,
            provider=peer.provider.key,
            purpose=asked.purpose.value,
            person=asked.person,
            session_id=asked.session_id,
            invitation=asked.invitation,
            wanted=asked.wanted[:2000],
            made_at=at,
            outcome="",
        )
    )
    said = _request(peer, asked) | {"state": state, "nonce": nonce}
    said |= {"code_challenge": challenge(verifier), "code_challenge_method": "S256"}
    there = httpx.URL(described.authorization_endpoint).copy_merge_params(said)
    return Begun(str(there), browser)


def _request(peer: Peer, asked: Asked) -> dict[str, Any]:
    given = peer.provider
    said: dict[str, Any] = {
        "response_type": "code",
        "client_id": given.client_id,
        "redirect_uri": asked.redirect,
        "scope": " ".join(given.scopes),
    }
    if given.acr_values:
        said["acr_values"] = " ".join(given.acr_values)
    if asked.anew or asked.purpose is not Purpose.SIGN_IN:
        said["prompt"] = "login"
    if asked.purpose is Purpose.CONFIRM:
        said["max_age"] = "0"
    return said


async def finish(peer: Peer, answer: Answer, here: Here, *, at: datetime) -> Finished:
    """Let in who came back, or raise ``NotBelieved``; both stand in the trail."""
    given = peer.provider
    flow = await _taken(peer, answer, here, at)
    try:
        claims = await _believed(peer, flow, answer, here, at)
        account = Account(given, claims, here.address, here.device, here.session_id)
        token = await let_in(flow, account, at)
    except NotBelieved as refused:
        await refuse(flow, given, refused.reason, at)
        raise
    return Finished(flow.purpose, token, flow.wanted)


async def _taken(peer: Peer, answer: Answer, here: Here, at: datetime) -> Flow:
    """The flow of this answer, taken so that it is not taken again."""
    key, state = peer.provider.key, token_hash(answer.state)
    browser = token_hash(here.browser)
    rows = await DATABASE.fetch(_TAKE, state, browser, key, at, at - FLOW_LASTS)
    if rows:
        return _flow(rows[0])
    rows = await DATABASE.fetch(_WHY, state, browser, key)
    if not rows:
        raise NotBelieved(Reason.UNKNOWN_STATE)
    reason = Reason.EXPIRED if rows[0]["ours"] else Reason.OTHER_BROWSER
    reason = Reason.REPLAYED if rows[0]["used"] else reason
    await refuse(_flow(rows[0]), peer.provider, reason, at)
    raise NotBelieved(reason)


def _flow(row: Any) -> Flow:
    found = {name: row[name] for name in Flow.__struct_fields__}
    return Flow(**{**found, "purpose": Purpose(found["purpose"])})


async def _believed(peer: Peer, flow: Flow, answer: Answer, here: Here, at: datetime) -> Claims:
    """What the provider says of who came back, when all of it holds."""
    described = await peer.described(at)
    named = described.authorization_response_iss_parameter_supported
    check_answer(peer.provider, answer.error, answer.issuer, always_named=named)
    if not answer.code:
        raise NotBelieved(Reason.MALFORMED)
    verifier, nonce = (derived(here.browser, str(flow.id), use) for use in ("verifier", "nonce"))
    tokens = await peer.exchange(answer.code, verifier, here.redirect, at)
    signed = await peer.read(tokens.id_token, ("jwt",), at)
    check_id_token(
        signed.claims,
        peer.provider,
        nonce=nonce,
        access=tokens.access_token,
        algorithm=signed.algorithm,
        at=at,
    )
    claims = signed.claims
    if peer.provider.userinfo:
        claims = {**await peer.more_of(tokens, str(claims["sub"]), at), **claims}
    check_second_factor(signed.claims, peer.provider)
    return claims
