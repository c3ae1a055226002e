"""Settings from the environment: what is not given has a default, what is wrong is all told."""

from __future__ import annotations

from pathlib import Path

import pytest

from governance.base.errors import Refused
from governance.base.settings import default_data, read


def test_without_settings_it_serves_on_localhost_with_the_embedded_server() -> None:
    settings = read({"HOME": "elsewhere"})
    assert (settings.host, settings.port, settings.language) == ("localhost", 8000, "nl")
    assert settings.database_url == ""
    assert settings.data == default_data()


def test_what_is_given_is_read() -> None:
    settings = read({"GOVERNANCE_DATA": "here", "GOVERNANCE_PORT": "81", "PORT": "82"})
    assert settings.data == Path("here")
    assert settings.port == 81


def test_every_mistake_is_told_at_once() -> None:
    wrong = {
        "GOVERNANCE_PORT": "65536",
        "GOVERNANCE_LANGUAGE": "fy",
        "GOVERNANCE_DATABASE_URL": "sqlite:///x",
        "GOVERNANCE_SECRET_KEY": "short",
        "GOVERNANCE_SECOND_FACTOR": "never",
        "GOVERNANCE_SESSION_IDLE": "0",
        "GOVERNANCE_SESSION_LONGEST": "an hour",
        "GOVERNANCE_CONFIRM_WITHIN": "99999",
    }
    with pytest.raises(Refused) as refused:
        read(wrong)
    assert sorted(c.field for c in refused.value.complaints) == sorted(wrong)


MAIL = {
    "GOVERNANCE_SMTP_URL": "smtps://user:secret@mail.x.example",
    "GOVERNANCE_MAIL_FROM": "Afspraken <a@x.example>",
    "GOVERNANCE_BASE_URL": "https://afspraken.x.example/",
}


def test_mail_goes_out_by_a_server_from_an_address_and_with_links() -> None:
    settings = read(MAIL)
    assert settings.address == "https://afspraken.x.example"
    assert settings.mail_kept == 14
    assert read({}).address == "http://localhost:8000"


def test_a_mail_server_without_sender_or_address_of_the_service_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        read({"GOVERNANCE_SMTP_URL": MAIL["GOVERNANCE_SMTP_URL"]})
    fields = sorted(c.field for c in refused.value.complaints)
    assert fields == ["GOVERNANCE_BASE_URL", "GOVERNANCE_MAIL_FROM"]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("SMTP_URL", "smtp://secret@mail.x.example"),
        ("SMTP_URL", "smtps://user:s/cret@mail.x.example"),
        ("MAIL_FROM", "Afspraken"),
        ("BASE_URL", "afspraken.x.example"),
        ("BASE_URL", "https://x.example/path"),
        ("BASE_URL", "https://user@x.example"),
        ("SMTP_CA", "no-such-file.pem"),
        ("SMTP_CA", __file__),
        ("MAIL_KEPT", "0"),
        ("MAIL_KEPT", "a week"),
    ],
)
def test_each_mistake_about_mail_is_told_without_repeating_it(name: str, said: str) -> None:
    with pytest.raises(Refused) as refused:
        read({**MAIL, f"GOVERNANCE_{name}": said})
    [complaint] = refused.value.complaints
    assert complaint.field == f"GOVERNANCE_{name}"
    assert said not in complaint.problem + str(refused.value)


def test_an_invitation_works_from_one_to_ninety_days() -> None:
    assert read({}).invitation_days == 14
    for said in ("0", "91", "a week"):
        with pytest.raises(Refused) as refused:
            read({"GOVERNANCE_INVITATION_DAYS": said})
        assert [c.field for c in refused.value.complaints] == ["GOVERNANCE_INVITATION_DAYS"]


def test_files_are_beside_the_embedded_server_and_in_the_database_of_another() -> None:
    elsewhere = {"GOVERNANCE_DATABASE_URL": "postgresql://elsewhere/x"}
    assert read({"GOVERNANCE_DATA": "/here"}).files == "/here/files"
    assert read(elsewhere).files == ""
    assert read(elsewhere | {"GOVERNANCE_FILES": "/there"}).files == "/there"
    assert read({"GOVERNANCE_FILES": "database"}).files == ""
    assert read({"GOVERNANCE_FILES": "s3://bucket/a"}).files == "s3://bucket/a"


def test_every_mistake_about_files_is_told_at_once_and_no_secret_with_it() -> None:
    wrong = {
        "GOVERNANCE_FILES": "ftp://x",
        "GOVERNANCE_S3_ENDPOINT": "s3.example.nl",
        "GOVERNANCE_UPLOAD_LIMIT": "0",
        "GOVERNANCE_CLAMD": "127.0.0.1:3310",
    }
    with pytest.raises(Refused) as refused:
        read(wrong | {"GOVERNANCE_S3_SECRET_KEY": "not to be told"})
    told = [c.field for c in refused.value.complaints]
    assert sorted(told) == sorted([*wrong, "GOVERNANCE_S3_ACCESS_KEY"])
    assert "not to be told" not in str(refused.value)


def test_a_file_may_be_one_to_a_thousand_megabytes() -> None:
    assert read({}).upload_limit == 25
    for said in ("1", "1000"):
        assert read({"GOVERNANCE_UPLOAD_LIMIT": said}).upload_limit == int(said)
    for said in ("0", "1001", "-1", "2.5", "many"):
        with pytest.raises(Refused) as refused:
            read({"GOVERNANCE_UPLOAD_LIMIT": said})
        assert [c.field for c in refused.value.complaints] == ["GOVERNANCE_UPLOAD_LIMIT"]


@pytest.mark.parametrize(
    ("said", "right"),
    [
        ("https://s3.example.nl", True), ("http://127.0.0.1:9000", True),
        ("http://localhost:9000", True), ("http://s3.example.nl", False),
        ("https://key:secret@s3.example.nl", False), ("s3.example.nl", False),
    ],
)  # fmt: skip
def test_a_store_elsewhere_is_reached_over_tls(said: str, right: bool) -> None:
    if right:
        assert read({"GOVERNANCE_S3_ENDPOINT": said}).s3_endpoint == said
        return
    with pytest.raises(Refused) as refused:
        read({"GOVERNANCE_S3_ENDPOINT": said})
    assert [c.field for c in refused.value.complaints] == ["GOVERNANCE_S3_ENDPOINT"]


@pytest.mark.parametrize("said", ["s3://", "s3:///folder", "files", "./files"])
def test_a_place_for_files_is_whole(said: str) -> None:
    with pytest.raises(Refused):
        read({"GOVERNANCE_FILES": said})


@pytest.mark.parametrize("said", ["tcp://127.0.0.1:3310", "tcp://clamav:3310", "unix:///run/c"])
def test_a_scanner_is_on_a_port_or_a_socket(said: str) -> None:
    assert read({"GOVERNANCE_CLAMD": said}).clamd == said
