"""The file of providers: what is right is read, what is wrong is all told, with its line."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from governance.base.errors import Complaint, Refused
from governance.base.settings import read
from governance.identity.providers.rules import Mapped
from governance.identity.providers.settings import read_providers

WHOLE = """\
[providers.noord]
name = "Gemeente Noordstad"
issuer = "https://login.noordstad.example/werk"
client_id = "afspraken"
client_secret_file = "noord.secret"
acr_values = ["urn:mfa"]
allowed_organisations = ["GM9901"]
clock_skew = 5

[providers.noord.second_factor]
amr = ["mfa", "otp"]

[[providers.noord.mapped]]
claim = "groups"
value = "afspraken"
organisation = "GM9901"

[providers.zuid]
name = "Regio Zuid"
issuer = "http://localhost:8080/zuid"
client_id = "afspraken"
client_secret_variable = "ZUID_SECRET"
second_factor = { acr = ["urn:mfa"] }
allowed_organisations = ["*"]
"""


def complaints(folder: Path, text: str, **environment: str) -> list[Complaint]:
    path = folder / "providers.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(Refused) as refused:
        read_providers(path, environment)
    return list(refused.value.complaints)


def test_what_is_right_is_read_in_its_order_and_a_secret_from_elsewhere(tmp_path: Path) -> None:
    (tmp_path / "noord.secret").write_text("of noord\n", "utf-8")
    path = tmp_path / "providers.toml"
    path.write_text(WHOLE, "utf-8")
    found = read_providers(path, {"ZUID_SECRET": "of zuid"})
    assert list(found) == ["noord", "zuid"]
    noord, zuid = found.values()
    assert (noord.client_secret, zuid.client_secret) == ("of noord", "of zuid")
    assert noord.second_factor == {"amr": frozenset({"mfa", "otp"})}
    assert noord.mapped == (Mapped("groups", "afspraken", "GM9901"),)
    assert (noord.skew, zuid.skew) == (timedelta(seconds=5), timedelta(seconds=60))
    assert zuid.scopes == ("openid", "email")
    assert "of noord" not in repr(noord) + str(noord)


def test_every_mistake_is_told_at_once_with_its_line(tmp_path: Path) -> None:
    wrong = (
        WHOLE.replace("https://login", "http://login")
        .replace('"GM9901"\n\n[providers.zuid]', '"GM9902"\n\n[providers.zuid]')
        .replace('["mfa", "otp"]', "[]")
        .replace("clock_skew = 5", "clock_skew = 500")
        .replace('client_secret_variable = "ZUID_SECRET"', "")
        .replace('name = "Regio Zuid"', 'naam = "Regio Zuid"')
        .replace('["*"]', "[]")
    )
    found = {(c.field, c.line) for c in complaints(tmp_path, wrong)}
    assert found == {
        ("providers.noord.issuer", 3),
        ("providers.noord.client_secret_file", 5),
        ("providers.noord.clock_skew", 8),
        ("providers.noord.second_factor", 10),
        ("providers.noord.mapped.0.organisation", 13),
        ("providers.zuid", 18),
        ("providers.zuid.name", 18),
        ("providers.zuid.naam", 19),
        ("providers.zuid.allowed_organisations", 24),
    }
    assert {c.file for c in complaints(tmp_path, wrong)} == {"providers.toml"}


HOST, NAME = "http://localhost:8080/zuid", 'name = "Regio'
MISTAKES = {
    "broken": ("[providers.noord\n", "", 1),
    "later": ("x = 1\n[providers.y]\nname =\n", "", 3),
    "empty": ("\n", "providers", 0),
    "key": (WHOLE.replace("providers.noord", "providers.Noord"), "providers.Noord", 1),
    "question": (WHOLE.replace(HOST, "https://x.example?a=b"), "providers.zuid.issuer", 20),
    "twice": (
        WHOLE.replace(HOST, "https://login.noordstad.example/werk"),
        "providers.zuid.issuer",
        20,
    ),
    "scopes": (WHOLE.replace(NAME, f'scopes = ["email"]\n{NAME}'), "providers.zuid.scopes", 19),
    "secret": (
        WHOLE.replace(NAME, f'client_secret = "x"\n{NAME}'),
        "providers.zuid.client_secret",
        19,
    ),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_told_where_it_stands(tmp_path: Path, mistake: str) -> None:
    text, field, line = MISTAKES[mistake]
    (tmp_path / "noord.secret").write_text("of noord", "utf-8")
    told = complaints(tmp_path, text, ZUID_SECRET="of zuid")
    assert [(c.field, c.line) for c in told] == [(field, line)]


def test_a_file_that_is_not_there_is_told_by_the_name_of_the_setting(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        read_providers(tmp_path / "nowhere.toml", {})
    [complaint] = refused.value.complaints
    assert (complaint.field, complaint.file) == ("GOVERNANCE_PROVIDERS", "nowhere.toml")


def test_people_come_back_from_a_provider_over_tls_or_on_this_machine() -> None:
    given = {"GOVERNANCE_PROVIDERS": "providers.toml"}
    for right in ("https://afspraken.example", "http://localhost:8000", "http://127.0.0.1:1"):
        assert read({**given, "GOVERNANCE_BASE_URL": right}).address == right
    for wrong in ({}, {"GOVERNANCE_BASE_URL": "http://afspraken.example"}):
        with pytest.raises(Refused) as refused:
            read({**given, **wrong})
        assert [c.field for c in refused.value.complaints] == ["GOVERNANCE_BASE_URL"]
