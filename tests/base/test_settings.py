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
    }
    with pytest.raises(Refused) as refused:
        read(wrong)
    assert sorted(c.field for c in refused.value.complaints) == sorted(wrong)
