"""The codes of an organisation: their form, and whether two fit together."""

from __future__ import annotations

import pytest

from governance.parties.register.rules import OIN_PREFIXES, code_complaints

TOOI = "https://identifier.overheid.nl/tooi/id"


def fields(kind: str = "municipality", **codes: str) -> list[str]:
    given = {"cbs_code": "", "tooi_uri": "", "oin": "", "kvk": "", **codes}
    return [one.field for one in code_complaints(kind, given)]


@pytest.mark.parametrize("code", ["GM917", "917", "GM09171", "XX0917", "gm0917"])
def test_a_cbs_code_is_gm_and_four_digits(code: str) -> None:
    assert fields(cbs_code=code) == ["cbsCode"]
    assert fields(cbs_code="GM0917") == []
    assert fields("riec", cbs_code="GM0917") == ["cbsCode"]


@pytest.mark.parametrize(
    "uri", [f"{TOOI}/gemeente/GM0917", "http://example.org/gm0917", f"{TOOI}/gemeente", "gm0917"]
)
def test_a_tooi_address_is_written_in_full(uri: str) -> None:
    assert fields(tooi_uri=uri) == ["tooiUri"]
    assert fields("agency", tooi_uri=f"{TOOI}/oorg/oorg10264") == []


def test_a_tooi_address_of_another_municipality_does_not_fit_the_cbs_code() -> None:
    assert fields(cbs_code="GM0917", tooi_uri=f"{TOOI}/gemeente/gm0917") == []
    assert fields(cbs_code="GM0917", tooi_uri=f"{TOOI}/gemeente/gm0363") == ["tooiUri"]


def test_an_oin_begins_as_oins_do() -> None:
    for prefix in OIN_PREFIXES:
        assert fields(oin=prefix + "194049711000") == []
    assert fields(oin="00000042194049711000") == ["oin"]
    assert fields(oin="0000000419404971100") == ["oin"]


def test_a_number_of_the_trade_register_has_eight_digits_and_all_is_told_at_once() -> None:
    assert fields(kvk="12345678") == []
    assert fields(cbs_code="?", tooi_uri="?", oin="?", kvk="1234567") == [
        "cbsCode", "tooiUri", "oin", "kvk",
    ]  # fmt: skip
