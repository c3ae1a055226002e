"""Registering, using and removing passkeys; every challenge is answered once."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime
from functools import cache
from importlib import import_module
from typing import Any
from uuid import UUID

import msgspec
from asyncpg import UniqueViolationError

from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.errors import Complaint, NotFound, Refused, complain
from governance.base.origin import network_of
from governance.base.views import add
from governance.identity.attempts.actions import count
from governance.identity.factors.actions import (
    Changed,
    after_change,
    drop_last_codes,
    first_codes,
    may_go,
)
from governance.identity.noting.actions import note_refused_sign_in
from governance.identity.passkeys import rules
from governance.identity.passkeys.forms import NewPasskey
from governance.identity.passkeys.rules import Site
from governance.identity.passkeys.tables import Passkey, PasskeyChallenge
from governance.identity.queries import may_act
from governance.identity.rules import Caller, attempt_key
from governance.identity.sessions.actions import begin, hold

_LAPSED = "delete from passkey_challenge where expires_at <= $1"
_ANSWER = """
delete from passkey_challenge where challenge = $1 and purpose = $2
  and person is not distinct from $3 and expires_at > $4 returning id
"""
_OF = "select credential_id from passkey where person = $1"
_PERSON = "select sign_in_name, function from person where id = $1"
_BY_CREDENTIAL = """
select id, person, public_key, sign_count from passkey
where credential_id = $1 and ($2::uuid is null or person = $2) for update
"""
_USED = "update passkey set sign_count = $2, used_at = $3 where id = $1"
_REMOVE = "delete from passkey where id = $1 and person = $2 returning name"
_LOCK = "select id from person where id = $1 for update"


@cache
def _webauthn(part: str = "") -> Any:
    """The library, loaded when the first passkey is used: it takes a quarter of a second."""
    return import_module(f"webauthn{part}")


async def challenge(
    purpose: str, person_id: UUID | None, *, site: Site, at: datetime
) -> dict[str, Any]:
    """Put out a challenge, and give what ``navigator.credentials`` asks for it, as JSON.

    For the service itself: ``person_id`` is who is signed in or waits, None at the sign-in.
    """
    said, lib = secrets.token_bytes(32), _webauthn()
    await DATABASE.fetch(_LAPSED, at)
    hashed, until = hashlib.sha256(said).digest(), at + rules.CHALLENGE_FOR
    await add(
        PasskeyChallenge(challenge=hashed, purpose=purpose, person=person_id, expires_at=until)
    )
    rows = await DATABASE.fetch(_OF, person_id) if person_id else []
    known = [
        _webauthn(".helpers.structs").PublicKeyCredentialDescriptor(id=row["credential_id"])
        for row in rows
    ]
    if purpose == rules.REGISTER:
        options = await _to_register(said, person_id, known, site)
    else:
        options = lib.generate_authentication_options(
            rp_id=site.host,
            challenge=said,
            timeout=rules.CHALLENGE_FOR_MS,
            allow_credentials=known,
            user_verification=_webauthn(".helpers.structs").UserVerificationRequirement.REQUIRED,
        )
    made: dict[str, Any] = msgspec.json.decode(lib.options_to_json(options))
    return made


async def challenge_to_sign_in(*, site: Site, caller: Caller, at: datetime) -> dict[str, Any]:
    """A challenge for somebody who is not known yet: counted per network."""
    limit = {attempt_key("challenge", network_of(caller.address)): rules.PER_NETWORK}
    await count(limit, at=at, field="", why=rules.TOO_OFTEN)
    return await challenge(rules.SIGN_IN, None, site=site, at=at)


async def _to_register(said: bytes, person_id: UUID | None, known: list[Any], site: Site) -> Any:
    [row] = await DATABASE.fetch(_PERSON, person_id)
    structs = _webauthn(".helpers.structs")
    return _webauthn().generate_registration_options(
        rp_id=site.host,
        rp_name=site.host,
        user_name=row["sign_in_name"],
        user_display_name=row["function"],
        user_id=person_id.bytes if person_id else b"",
        challenge=said,
        timeout=rules.CHALLENGE_FOR_MS,
        exclude_credentials=known,
        authenticator_selection=structs.AuthenticatorSelectionCriteria(
            resident_key=structs.ResidentKeyRequirement.REQUIRED,
            user_verification=structs.UserVerificationRequirement.REQUIRED,
        ),
    )


async def register(
    form: NewPasskey, *, session_id: UUID, site: Site, by: Actor, at: datetime
) -> Changed:
    """Register a passkey of the actor; other sessions end, the first factor brings codes."""
    said = await _answered(form.credential, rules.REGISTER, by.person_id, at)
    found = _verified("registration", form.credential, said, site)
    async with DATABASE.transaction():
        await DATABASE.fetch(_LOCK, by.person_id)
        held = len(await DATABASE.fetch(_OF, by.person_id))
        most = Complaint("", rules.TOO_MANY, {"limit": rules.MOST})
        complain([most] if held >= rules.MOST else [])
        await _kept(form.name, found, by, at)
        codes = await first_codes(by=by)
        token = await after_change(
            "added_passkey", session_id=session_id, method=rules.PASSWORD_PASSKEY, by=by, at=at
        )
    return Changed(token, codes)


async def _kept(name: str, found: Any, by: Actor, at: datetime) -> None:
    try:
        async with DATABASE.transaction():
            await add(
                Passkey(
                    person=by.person_id,
                    name=name,
                    credential_id=found.credential_id,
                    public_key=found.credential_public_key,
                    sign_count=found.sign_count,
                    made_at=at,
                )
            )
    except UniqueViolationError:
        raise Refused([Complaint("", rules.KNOWN_ALREADY)]) from None


async def remove_passkey(
    passkey_id: UUID, *, session_id: UUID, required: bool, by: Actor, at: datetime
) -> Changed:
    """Remove a passkey of the actor; not the last factor where one is required."""
    async with DATABASE.transaction():
        await DATABASE.fetch(_LOCK, by.person_id)
        await may_go(by.person_id, required)
        if not await DATABASE.fetch(_REMOVE, passkey_id, by.person_id):
            raise NotFound
        await drop_last_codes(by.person_id)
        token = await after_change("removed_passkey", session_id=session_id, by=by, at=at)
    return Changed(token)


async def sign_in_by_passkey(credential: str, *, site: Site, caller: Caller, at: datetime) -> str:
    """Sign in with nothing but a passkey, and give the token of a session.

    It is two factors in one: the device, and what its owner shows to it.
    """
    person_id = await prove(credential, rules.SIGN_IN, None, site=site, at=at)
    async with DATABASE.transaction():
        await hold(person_id)
        held = await DATABASE.fetch(_BY_CREDENTIAL, _id_of(credential), person_id)
        actor = await may_act(person_id, at)
        if actor is None or not held:
            raise Refused([Complaint("", rules.UNKNOWN_PASSKEY)])
        return await begin(actor, method=rules.PASSKEY, caller=caller, at=at)


async def prove(
    credential: str, purpose: str, person_id: UUID | None, *, site: Site, at: datetime
) -> UUID:
    """Whose passkey answered a challenge rightly; ``Refused`` when it did not.

    For the service itself. The counter of the device may not go back: a copy shows so.
    """
    said = await _answered(credential, purpose, person_id, at)
    try:
        return await _proven(credential, said, person_id, site, at)
    except Refused:
        if person_id is None:
            await note_refused_sign_in("", None, at=at)
        raise


async def _proven(credential: str, said: bytes, of: UUID | None, site: Site, at: datetime) -> UUID:
    async with DATABASE.transaction():
        rows = await DATABASE.fetch(_BY_CREDENTIAL, _id_of(credential), of)
        complain([] if rows else [Complaint("", rules.UNKNOWN_PASSKEY)])
        key, count = rows[0]["public_key"], rows[0]["sign_count"]
        known = {"credential_public_key": key, "credential_current_sign_count": count}
        found = _verified("authentication", credential, said, site, **known)
        await DATABASE.fetch(_USED, rows[0]["id"], found.new_sign_count, at)
    return UUID(str(rows[0]["person"]))


async def _answered(credential: str, purpose: str, person_id: UUID | None, at: datetime) -> bytes:
    """The challenge that a credential answers, taken so that no other can answer it."""
    said = _parsed(credential, "challenge")
    hashed = hashlib.sha256(said).digest()
    taken = await DATABASE.fetch(_ANSWER, hashed, purpose, person_id, at)
    complain([] if taken else [Complaint("", rules.WRONG_PASSKEY)])
    return said


def _id_of(credential: str) -> bytes:
    return _parsed(credential, "id")


def _parsed(credential: str, what: str) -> bytes:
    """The challenge or the id that a credential names, before anything of it is believed."""
    decode = _webauthn(".helpers").base64url_to_bytes
    try:
        tree = msgspec.json.decode(credential)
        if what == "challenge":
            tree = msgspec.json.decode(decode(tree["response"]["clientDataJSON"]))
        found: bytes = decode(tree[what])
    except (ValueError, LookupError, TypeError, AttributeError, msgspec.DecodeError):
        raise Refused([Complaint("", rules.WRONG_PASSKEY)]) from None
    return found


def _verified(what: str, credential: str, said: bytes, site: Site, **known: Any) -> Any:
    """What the library finds in an answer; user verification is always asked."""
    try:
        return getattr(_webauthn(), f"verify_{what}_response")(
            credential=credential,
            expected_challenge=said,
            expected_rp_id=site.host,
            expected_origin=site.origin,
            require_user_verification=True,
            **known,
        )
    except _webauthn(".helpers.exceptions").WebAuthnException:
        raise Refused([Complaint("", rules.WRONG_PASSKEY)]) from None
