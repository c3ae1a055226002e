"""Passwords: which are good, another one, and hashes that grow."""

from __future__ import annotations

import pytest
from argon2 import PasswordHasher, extract_parameters
from tests.builders.signing_in import NAME, PASSWORD, application, browser, said, visiting

from governance.base.database import DATABASE
from governance.identity.account.rules import LONGEST, SHORTEST, complaints
from governance.identity.passwords import guessed_by, hash_password, matches

GOOD = "zeven paarse kamelen dansen"


@pytest.mark.parametrize(
    ("password", "how"),
    [
        ("wachtwoord2026!", "known"),
        ("linking pin 2026", "known"),
        ("noordstad noordstad", "known"),
        ("welkom in 2026", "known"),
        ("zxcvbnm,./zxcv", "spatial"),
        ("aaaaaaaaaaaaaaaaaaaa", "repeat"),
        ("abcdefghijklmnop", "sequence"),
        ("iloveyou1234", "dictionary"),
    ],
)
async def test_what_is_easily_guessed_is_known_by_how(password: str, how: str) -> None:
    assert await guessed_by(password, ["linking pin", "Noordstad"]) == how


@pytest.mark.parametrize("password", [GOOD, "Tx9!qLm2#vRz8", "correct horse battery staple"])
async def test_what_is_hard_to_guess_is_good_whatever_its_signs(password: str) -> None:
    assert await guessed_by(password, ["linking pin", "Noordstad"]) == ""


async def test_a_very_long_password_is_looked_at_as_fast() -> None:
    assert await guessed_by("kameel" * 1000, []) == "repeat"


def test_a_password_has_twelve_to_128_characters() -> None:
    assert list(complaints("x" * SHORTEST, "", "p")) == []
    assert [c.values for c in complaints("x" * 11, "", "p")] == [{"limit": 12, "length": 11}]
    assert list(complaints("x" * LONGEST, "", "p")) == []
    assert [c.values for c in complaints("x" * 129, "", "p")] == [{"limit": 128, "length": 129}]


async def test_an_accent_is_one_sign_however_the_keyboard_sends_it() -> None:
    assert await matches(await hash_password("café met u\u0308"), "cafe\u0301 met ü")


async def test_who_has_no_password_takes_as_long_as_who_has_another(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Counted in hashes that are computed, which is what takes the time."""
    computed = []
    verify = PasswordHasher.verify

    def counting(self: PasswordHasher, stored: str, password: str) -> bool:
        if stored.startswith("$argon2id$"):
            computed.append(extract_parameters(stored))
        return bool(verify(self, stored, password))

    monkeypatch.setattr(PasswordHasher, "verify", counting)
    for stored in (None, "", "no sign-in by password", await hash_password("another")):
        computed.clear()
        assert not await matches(stored, "wrong")
        assert computed == [extract_parameters(await hash_password("new"))], stored


async def test_a_hash_of_smaller_parameters_is_replaced_at_sign_in(owner_url: str) -> None:
    async with visiting(owner_url) as who:
        small = PasswordHasher(time_cost=1, memory_cost=8192).hash(PASSWORD)
        await DATABASE.fetch("update person set password_hash = $1", small)
        assert (await who.password()).status_code == 303
        [row] = await DATABASE.fetch("select password_hash from person")
        assert "m=65536,t=3" in row["password_hash"]
        assert await matches(row["password_hash"], PASSWORD)


async def test_another_password_ends_the_other_sessions_and_stands_in_the_trail(
    owner_url: str,
) -> None:
    async with (
        application(owner_url) as (there, clock),
        browser(there, clock) as here,
        browser(there, clock) as other,
    ):
        await here.password()
        await other.password()
        changed = await here.post("/mijn-account/wachtwoord", password=PASSWORD, newPassword=GOOD)
        assert changed.headers["location"] == "/mijn-account"
        assert "Het wachtwoord is gewijzigd" in said(await here.get("/mijn-account"))
        assert (await other.get("/mijn-account")).status_code == 303
        assert (await other.password()).status_code == 400
        assert (await other.password(NAME, GOOD)).status_code == 303
        rows = await DATABASE.fetch(
            "select changes from trail_entry where verb = 'changed_password'"
        )
        assert [row["changes"] for row in rows] == ["{}"], "nothing of the password"


async def test_all_that_is_wrong_is_told_at_once_and_no_password_comes_back(
    owner_url: str,
) -> None:
    async with visiting(owner_url) as who:
        await who.password()
        wrong = await who.post(
            "/mijn-account/wachtwoord", password="not my password", newPassword="welkom in 2026"
        )
        assert wrong.status_code == 400
        assert "Dit is niet uw huidige wachtwoord." in said(wrong)
        assert "wat over u bekend is, of uit gewone woorden" in said(wrong)
        assert "not my password" not in wrong.text
        assert "welkom in 2026" not in wrong.text
        same = await who.post("/mijn-account/wachtwoord", password=PASSWORD, newPassword=PASSWORD)
        assert "Kies een ander" in said(same)
        empty = await who.post("/mijn-account/wachtwoord", password="", newPassword="")
        assert said(empty).count("Vul dit veld in") >= 2
        assert (await who.get("/mijn-account")).status_code == 200


async def test_a_machine_changes_its_password_and_goes_on_with_another_token(
    owner_url: str,
) -> None:
    async with visiting(owner_url) as who:
        typed = {"signInName": NAME, "password": PASSWORD}
        token = (await who.client.post("/api/v1/sessies", json=typed)).json()["token"]
        bearer = {"authorization": f"Bearer {token}"}
        body = {"password": PASSWORD, "newPassword": GOOD}
        address = "/api/v1/mijn-account/wachtwoord"
        changed = await who.client.post(address, headers=bearer, json=body)
        assert changed.status_code == 201
        assert (await who.client.get("/api/v1/mijn-account", headers=bearer)).status_code == 401
