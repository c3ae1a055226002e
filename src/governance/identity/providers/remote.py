"""Talk with a provider: where it is, its keys, a code for tokens. Nothing of it is logged.

Short waits, answers of limited size, no redirects: what answers otherwise is told as
:class:`NotBelieved`, and nobody is signed in.
"""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from functools import cache
from typing import Any, TypeVar
from urllib.parse import quote

import httpx
import msgspec
from msgspec import Struct

from governance.identity.providers.keys.remote import Keys, Signed
from governance.identity.providers.rules import (
    NotBelieved,
    Provider,
    Reason,
    loopback,
    safe_address,
)

LIMIT = 256 * 1024
"""Bytes of an answer; a set of keys or a token has a few thousand."""
WAIT = httpx.Timeout(8, connect=4)
WHOLE = 12
"""Seconds for a whole answer, however slowly it drips."""
KEEPS = timedelta(hours=1)
"""So long a description and a set of keys are taken to be as they were."""
AT_MOST = timedelta(minutes=1)
"""A token with a key that is not known makes us look for new keys, at most this often."""
T = TypeVar("T")


class Description(Struct, frozen=True):
    """What a provider says of itself (OpenID Connect Discovery), as far as we use it."""

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    userinfo_endpoint: str = ""
    end_session_endpoint: str = ""
    authorization_response_iss_parameter_supported: bool = False


class KeySet(Struct, frozen=True):
    """The public keys of a provider."""

    keys: tuple[dict[str, Any], ...]


class Tokens(Struct, frozen=True):
    """What a code was exchanged for."""

    id_token: str
    access_token: str


class _Declined(NotBelieved):
    """The provider answered that the question is not right."""


class Peer:
    """One provider as this process knows it; what it said is kept for a while."""

    def __init__(self, provider: Provider) -> None:
        self.provider = provider
        self._described: tuple[Description, datetime] | None = None
        self._keys: tuple[Keys, datetime] | None = None
        self._one = asyncio.Lock()

    async def described(self, at: datetime) -> Description:
        """What the provider says of itself; its issuer must be the one of the settings."""
        if self._described is None or at - self._described[1] >= KEEPS:
            address = f"{self.provider.issuer.rstrip('/')}/.well-known/openid-configuration"
            found = await self._ask("GET", address, Description)
            self._check(found)
            self._described = found, at
        return self._described[0]

    def _check(self, found: Description) -> None:
        if found.issuer != self.provider.issuer:
            raise NotBelieved(Reason.ISSUER)
        needed = (found.authorization_endpoint, found.token_endpoint, found.jwks_uri)
        more = (found.userinfo_endpoint, found.end_session_endpoint)
        near = loopback(self.provider.issuer)
        if not all(safe_address(a, near=near) for a in (*needed, *filter(None, more))):
            raise NotBelieved(Reason.NO_ANSWER)

    async def exchange(self, code: str, verifier: str, redirect: str, at: datetime) -> Tokens:
        """The tokens for a code, which works once and only with the verifier of its flow."""
        sent = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": redirect,
            "code_verifier": verifier,
        }
        names = self.provider.client_id, self.provider.client_secret
        basic = httpx.BasicAuth(*(quote(name, safe="") for name in names))
        if self.provider.secret_in_body:
            sent |= {"client_id": names[0], "client_secret": names[1]}
        address = (await self.described(at)).token_endpoint
        auth = None if self.provider.secret_in_body else basic
        try:
            return await self._ask("POST", address, Tokens, data=sent, auth=auth)
        except _Declined:
            raise NotBelieved(Reason.NOT_EXCHANGED) from None

    async def more_of(self, tokens: Tokens, subject: str, at: datetime) -> Mapping[str, Any]:
        """What the provider tells of a person apart from the token (userinfo)."""
        address = (await self.described(at)).userinfo_endpoint
        if not address:
            raise NotBelieved(Reason.NO_ANSWER)
        bearer = {"authorization": f"Bearer {tokens.access_token}"}
        found = await self._ask("GET", address, dict[str, Any], headers=bearer)
        if found.get("sub") != subject:
            raise NotBelieved(Reason.MALFORMED)
        return found

    async def read(self, token: str, kinds: Iterable[str], at: datetime) -> Signed:
        """The claims of a token that the provider signed; a key that is new is looked up."""
        known = self._keys
        if known is None or self._stale(*known, token, at):
            known = await self._look(at, known)
        return known[0].read(token, kinds)

    @staticmethod
    def _stale(keys: Keys, looked_at: datetime, token: str, at: datetime) -> bool:
        age = at - looked_at
        return age >= KEEPS or (age >= AT_MOST and not keys.has(token))

    async def _look(
        self, at: datetime, seen: tuple[Keys, datetime] | None
    ) -> tuple[Keys, datetime]:
        address = (await self.described(at)).jwks_uri
        async with self._one:
            if self._keys is None or self._keys is seen:
                found = await self._ask("GET", address, KeySet)
                self._keys = Keys(found.keys), at
            return self._keys

    async def _ask(self, method: str, address: str, kind: type[T], **sent: Any) -> T:
        here = loopback(self.provider.issuer)
        try:
            async with (
                asyncio.timeout(WHOLE),
                httpx.AsyncClient(
                    timeout=WAIT, follow_redirects=False, verify=_trust(), trust_env=not here
                ) as client,
                client.stream(method, address, **_accepting(sent)) as answer,
            ):
                return msgspec.json.decode(await _whole(answer), type=kind)
        except (httpx.HTTPError, httpx.InvalidURL, TimeoutError, msgspec.MsgspecError):
            # Without its cause: the address or answer in it may hold a code or a token.
            raise NotBelieved(Reason.NO_ANSWER) from None


def _accepting(sent: dict[str, Any]) -> dict[str, Any]:
    return {**sent, "headers": {"accept": "application/json", **sent.get("headers", {})}}


async def _whole(answer: httpx.Response) -> bytes:
    if 400 <= answer.status_code < 500:
        raise _Declined(Reason.NO_ANSWER)
    if answer.status_code != 200:
        raise NotBelieved(Reason.NO_ANSWER)
    parts, size = [], 0
    async for part in answer.aiter_bytes():
        size += len(part)
        if size > LIMIT:
            raise NotBelieved(Reason.NO_ANSWER)
        parts.append(part)
    return b"".join(parts)


@cache
def _trust() -> ssl.SSLContext:
    """The certificates that this machine trusts; reading them takes a while, so once."""
    return httpx.create_ssl_context()
