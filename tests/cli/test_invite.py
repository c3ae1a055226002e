"""``governance invite``: a link for the first person, and a clear refusal after that."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.builders import parties

from governance.audit.queries import broken_at
from governance.audit.rules import SERVICE
from governance.base.actor import RoleKind
from governance.base.database import DATABASE, Database
from governance.identity.actions import sign_in
from governance.identity.inviting.actions import accept
from governance.identity.inviting.forms import AcceptForm
from governance.identity.queries import signed_in
from governance.identity.rules import Caller

CALL = [sys.executable, "-m", "governance.cli.main", "--language", "en", "invite"]
PASSWORD = "paard accu nietje klopt"
LINK = re.compile(r"https://afspraken\.example/uitnodigingen/([\w-]{40,})")


def invited(url: str, folder: Path, *asked: str) -> subprocess.CompletedProcess[str]:
    given = {"GOVERNANCE_DATABASE_URL": url, "GOVERNANCE_DATA": str(folder)}
    return subprocess.run(
        [*CALL, *asked],
        env={**os.environ, **given, "GOVERNANCE_BASE_URL": "https://afspraken.example/"},
        check=False,
        capture_output=True,
        text=True,
    )


async def test_the_first_person_is_invited_once_and_runs_the_service(
    database: Database, owner_url: str, tmp_path: Path
) -> None:
    office = await parties.organisation("Region office")
    asked = ("systeembeheerder", "--email", "Beheer@Regio.example", "--system-administrator")
    first = invited(owner_url, tmp_path, *asked)
    assert first.returncode == 0, first.stderr
    assert "works once" in first.stderr
    again = invited(owner_url, tmp_path, *asked, "--organisation", "Region office")
    assert again.returncode == 0, again.stderr
    links = [LINK.findall(one.stdout)[0] for one in (first, again)]
    at = datetime.now(UTC) + timedelta(seconds=1)
    who = await accept(links[1], AcceptForm(PASSWORD), by=None, address="::1", at=at)
    for link in links:
        assert not await _works(link, at)
    begun = await sign_in("beheer@regio.example", PASSWORD, caller=Caller("::1"), at=at)
    found = await signed_in(begun.token, at=at)
    assert found is not None
    assert found.actor.person_id == who
    assert found.actor.role(RoleKind.SYSTEM_ADMINISTRATOR)
    assert found.actor.organisations_as(RoleKind.ADMINISTRATOR) == {office}
    refused = invited(owner_url, tmp_path, "nog iemand", "--email", "b@regio.example")
    assert refused.returncode == 1
    assert refused.stderr == (
        "Somebody administers this service already: they invite people on the page "
        "https://afspraken.example/mensen.\n"
    )
    assert await broken_at(SERVICE) is None
    rows = await DATABASE.fetch(
        "select on_behalf_of from trail_entry where verb = 'join' and organisation_id = $1",
        SERVICE,
    )
    assert [row["on_behalf_of"] for row in rows] == ["governance"]


async def _works(link: str, at: datetime) -> bool:
    rows = await DATABASE.fetch(
        "select from invitation where token_hash = sha256($1::bytea) and ended_at is null"
        " and expires_at > $2", link.encode(), at,
    )  # fmt: skip
    return bool(rows)


async def test_what_is_not_right_is_told_in_a_sentence(
    database: Database, owner_url: str, tmp_path: Path
) -> None:
    unknown = invited(
        owner_url, tmp_path, "beheerder", "--email", "a@b.example", "--organisation", "Nergens"
    )
    assert (unknown.returncode, unknown.stderr) == (
        1,
        "There is no organisation “Nergens” in the register.\n",
    )
    wrong = invited(owner_url, tmp_path, "beheerder", "--email", "geen adres")
    assert wrong.returncode == 1
    assert "email: This is no mail address" in wrong.stderr
    assert not await DATABASE.fetch("select from person")
