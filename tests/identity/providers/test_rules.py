"""What a token must hold, on plain claims; what only real signatures show is in the stories."""

from __future__ import annotations

import base64
import hashlib
import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from joserfc import jws
from joserfc.errors import SecurityWarning
from joserfc.jwk import ECKey, OctKey, OKPKey, RSAKey

from governance.identity.providers.keys.remote import Keys
from governance.identity.providers.rules import (
    EVERYBODY,
    Mapped,
    NotBelieved,
    Provider,
    Reason,
    challenge,
    derived,
    safe_address,
)
from governance.identity.providers.tokens.rules import (
    check_answer,
    check_id_token,
    check_second_factor,
    half_hash,
    invited_address,
    organisations_of,
)
from governance.identity.providers.words import about

AT = datetime(2026, 11, 24, 12, tzinfo=UTC)
NOW = int(AT.timestamp())
PROVIDER = Provider(
    key="noord",
    name="Noord",
    issuer="https://noord.example",
    client_id="us",
    client_secret="x",
    second_factor={"amr": frozenset({"otp"}), "acr": frozenset({"high"})},
    organisations=("GM9901",),
)
HELD: dict[str, Any] = {
    "iss": "https://noord.example",
    "aud": "us",
    "sub": "pin",
    "iat": NOW,
    "exp": NOW + 60,
    "nonce": "n",
}


def checked(at: datetime = AT, **changed: Any) -> None:
    check_id_token(HELD | changed, PROVIDER, nonce="n", access="token", algorithm="RS256", at=at)


def test_clocks_may_differ_a_minute_and_no_more() -> None:
    checked(AT + timedelta(seconds=119))
    checked(AT - timedelta(seconds=60))
    for at in (AT + timedelta(seconds=120), AT - timedelta(seconds=61)):
        with pytest.raises(NotBelieved, match=Reason.TOKEN_EXPIRED):
            checked(at)


@pytest.mark.parametrize(
    "audience", [None, "", [], ["them"], {"us": 1}, "us2", ["us", "them"]], ids=repr
)
def test_a_token_for_others_is_none_for_us(audience: Any) -> None:
    with pytest.raises(NotBelieved, match=Reason.AUDIENCE):
        checked(aud=audience)


def test_a_token_for_us_among_others_names_us_as_its_party() -> None:
    checked(aud=["us", "them"], azp="us")
    checked(aud=["us"])


@pytest.mark.parametrize("said", ["soon", True, -1, 1 << 40, [1], {}], ids=repr)
def test_a_moment_that_is_none_is_told(said: Any) -> None:
    with pytest.raises(NotBelieved, match=Reason.MALFORMED):
        checked(exp=said)


def test_the_access_token_is_the_one_of_the_token() -> None:
    digest = hashlib.sha256(b"token").digest()[:16]
    checked(at_hash=base64.urlsafe_b64encode(digest).rstrip(b"=").decode())
    assert half_hash("token", "EdDSA") != half_hash("token", "RS256")
    with pytest.raises(NotBelieved, match=Reason.MALFORMED):
        checked(at_hash=half_hash("another", "RS256"))


def test_a_second_factor_is_said_in_one_of_the_claims() -> None:
    for said in ({"amr": ["pwd", "otp"]}, {"acr": "high"}, {"amr": [], "acr": "high"}):
        check_second_factor(said, PROVIDER)
    for wrong in ({}, {"amr": ["pwd"]}, {"acr": "low", "amr": None}, {"acr": ["otp"]}, {"amr": 1}):
        with pytest.raises(NotBelieved, match=Reason.SECOND_FACTOR):
            check_second_factor(wrong, PROVIDER)


def test_an_address_counts_when_it_is_verified() -> None:
    assert invited_address({"email": " A@B.c ", "email_verified": True}, PROVIDER) == "a@b.c"
    for wrong in ({"email": "a@b.c"}, {"email": "a@b.c", "email_verified": "true"}, {"email": 1}):
        assert invited_address(wrong, PROVIDER) is None


def test_mapped_claims_say_the_organisation_and_nothing_else_does() -> None:
    assert organisations_of({"home": "x"}, PROVIDER) == {"GM9901"}
    rows = (Mapped("home", "n", "GM9901"), Mapped("groups", "g", "GM9902"))
    mapped = Provider(
        **{n: getattr(PROVIDER, n) for n in PROVIDER.__struct_fields__} | {"mapped": rows}
    )
    assert organisations_of({"home": "n", "groups": ["g", "h"]}, mapped) == {"GM9901", "GM9902"}
    assert organisations_of({"home": "other"}, mapped) == set()
    assert EVERYBODY not in organisations_of({"home": "*"}, mapped)


def test_the_issuer_of_an_answer_is_ours_where_it_is_said() -> None:
    check_answer(PROVIDER, "", "", always_named=False)
    check_answer(PROVIDER, "", "https://noord.example", always_named=True)
    for said, named in (("https://zuid.example", False), ("", True)):
        with pytest.raises(NotBelieved, match=Reason.ISSUER):
            check_answer(PROVIDER, "", said, always_named=named)


@pytest.mark.parametrize(
    "address",
    [
        "http://noord.example/x", "ftp://noord.example", "https://", "https://a@noord.example",
        "https://noord.example/#x", "http://127.0.0.1.example", "https://x:port", "//x", "",
    ],
)  # fmt: skip
def test_an_address_that_is_not_safe_is_not_talked_with(address: str) -> None:
    assert not safe_address(address, near=True)
    assert not safe_address("http://127.0.0.1:1/x", near=False)
    assert safe_address("http://[::1]:1/x", near=True)


def test_what_a_browser_holds_gives_another_word_for_each_use_and_going() -> None:
    words = {derived("secret", flow, use) for flow in "ab" for use in ("nonce", "verifier")}
    assert len(words) == 4
    verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
    assert challenge(verifier) == "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"


def signed(key: Any, header: dict[str, Any], claims: Any = HELD) -> str:
    said = json.dumps(claims).encode()
    return jws.serialize_compact(
        {"alg": "RS256", **header}, said, key, algorithms=["RS256", "HS256", "RS512"]
    )


def test_only_a_known_key_and_an_allowed_algorithm_are_believed() -> None:
    key, other = (RSAKey.generate_key(2048, {"kid": kid}) for kid in ("one", "two"))
    keys = Keys([key.as_dict(private=False)])
    assert keys.read(signed(key, {"kid": "one"}), ("jwt",)).claims == HELD
    assert keys.read(signed(key, {}), ("jwt",)).claims == HELD
    wrong = {
        "another key": signed(other, {"kid": "two"}),
        "another key by this name": signed(other, {"kid": "one"}),
        "an algorithm that is not allowed": signed(key, {"kid": "one", "alg": "RS512"}),
        "a shared secret": signed(OctKey.import_key("x" * 40), {"alg": "HS256"}),
        "something critical": signed(key, {"kid": "one", "crit": ["b64"], "b64": True}),
        "a changed body": signed(key, {"kid": "one"}).replace(".", ".e30", 1),
    }
    for why, token in wrong.items():
        with pytest.raises(NotBelieved) as refused:
            keys.read(token, ("jwt",))
        assert refused.value.reason in (Reason.SIGNATURE, Reason.MALFORMED), why
    assert not keys.has(wrong["another key"])
    for said in ("", "a", "a.b", "a.b.c.d", "é.é.é", "." * 5000):
        with pytest.raises(NotBelieved):
            keys.read(said, ("jwt",))


def test_a_key_is_for_its_own_algorithm_by_either_of_its_names() -> None:
    key = OKPKey.generate_key("Ed25519", {"kid": "one"})
    said = json.dumps(HELD).encode()
    with pytest.warns(SecurityWarning):
        token = jws.serialize_compact({"alg": "EdDSA", "kid": "one"}, said, key, ["EdDSA"])
    for alg in ("EdDSA", "Ed25519"):
        keys = Keys([{**key.as_dict(private=False), "alg": alg}])
        assert keys.read(token, ("jwt",)).claims == HELD
    with pytest.raises(NotBelieved, match=Reason.SIGNATURE):
        Keys([{**key.as_dict(private=False), "alg": "ES256"}]).read(token, ("jwt",))


def test_keys_that_are_not_for_signing_or_cannot_be_read_are_left_out() -> None:
    key = ECKey.generate_key("P-256", {"kid": "one"})
    public = key.as_dict(private=False)
    shared = OctKey.import_key("x" * 40).as_dict(private=True)
    broken = {"kty": "RSA", "kid": "broken", "n": "x"}
    assert not Keys([{**public, "use": "enc"}, shared, broken]).has(
        signed(RSAKey.generate_key(2048), {"kid": "one"})
    )


def test_who_is_unknown_and_who_is_of_elsewhere_are_told_the_same() -> None:
    assert about(Reason.UNKNOWN_PERSON) is about(Reason.ORGANISATION)
    for reason in Reason:
        assert about(reason).status in (400, 403, 429, 503)
