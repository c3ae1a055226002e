"""Read what a provider signed, with one of its public keys and an algorithm that we allow."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec
from joserfc import jws
from joserfc.errors import JoseError, SecurityWarning
from joserfc.jwk import JWKRegistry, Key
from joserfc.jws import JWSRegistry
from msgspec import Struct

from governance.identity.providers.rules import ALGORITHMS, NotBelieved, Reason

KINDS = ("RSA", "EC", "OKP")
"""Kinds of public keys; a key that both sides hold is none."""
_READS = JWSRegistry(algorithms=ALGORITHMS, strict_check_header=False)


class Signed(Struct, frozen=True):
    """What was signed, and with which algorithm."""

    claims: Mapping[str, Any]
    algorithm: str


class Keys:
    """The public keys of a provider that may sign."""

    def __init__(self, given: Iterable[Mapping[str, Any]]) -> None:
        self._keys: list[tuple[str, str, Key]] = []
        for one in given:
            if one.get("kty") in KINDS and one.get("use", "sig") == "sig":
                self._add(dict(one))

    def _add(self, one: dict[str, Any]) -> None:
        try:
            # Its algorithm is checked here, by either name; the library knows one.
            key = JWKRegistry.import_key({n: said for n, said in one.items() if n != "alg"})
        except (JoseError, ValueError, TypeError, KeyError):
            return  # A key that cannot be read signs nothing that we believe; others may.
        self._keys.append((str(one.get("kid", "")), str(one.get("alg", "")), key))

    def has(self, token: str) -> bool:
        """Whether the key that a token names is known."""
        name = _header(token).get("kid")
        return any(name is None or name == kid for kid, _, _ in self._keys)

    def read(self, token: str, kinds: Iterable[str]) -> Signed:
        """The claims of a token that one of the keys signed; ``kinds``: its ``typ``."""
        header = _header(token)
        algorithm, name = header.get("alg"), header.get("kid")
        if algorithm not in ALGORITHMS or "crit" in header:
            raise NotBelieved(Reason.SIGNATURE)
        if str(header.get("typ", "JWT")).casefold() not in kinds:
            raise NotBelieved(Reason.MALFORMED)
        for kid, alg, key in self._keys:
            fits = (name is None or name == kid) and _same(alg, str(algorithm))
            if fits and (claims := _claims(token, key)) is not None:
                return Signed(claims, str(algorithm))
        raise NotBelieved(Reason.SIGNATURE)


def _same(of_key: str, of_token: str) -> bool:
    """Whether a key is for an algorithm; EdDSA goes by the name of its curve too (RFC 9864)."""
    names = {"Ed25519": "EdDSA"}
    return of_key == "" or names.get(of_key, of_key) == names.get(of_token, of_token)


def _header(token: str) -> Mapping[str, Any]:
    try:
        found: Any = jws.extract_compact(token.encode()).headers()
    except (JoseError, ValueError):
        raise NotBelieved(Reason.MALFORMED) from None
    return found if isinstance(found, dict) else {}


def _claims(token: str, key: Key) -> Mapping[str, Any] | None:
    """The claims when this key signed them, else None."""
    try:
        with warnings.catch_warnings():
            # EdDSA goes by the name Ed25519 since RFC 9864; providers still say EdDSA.
            warnings.simplefilter("ignore", SecurityWarning)
            found = jws.deserialize_compact(token.encode(), key, registry=_READS)
        return msgspec.json.decode(found.payload, type=dict[str, Any])
    except msgspec.MsgspecError:
        raise NotBelieved(Reason.MALFORMED) from None
    except (JoseError, ValueError):
        return None
