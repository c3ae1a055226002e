"""``governance invite``: a link for the first person, and a clear refusal after that."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from tests.builders import parties
from tests.builders.access import equipped, linked, ways_left
from tests.conftest import KEY

from governance.audit.queries import broken_at
from governance.audit.rules import SERVICE, THE_SERVICE
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
    given["GOVERNANCE_SECRET_KEY"] = KEY
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


ADDRESS = "beheer@regio.example"


async def runs(kind: str = "system_administrator", email: str = ADDRESS) -> UUID:
    """Somebody who administers here, and lost the phone."""
    of = await parties.organisation("Region office") if kind == "administrator" else None
    who = (await parties.actor(RoleKind(kind), organisation=of)).person_id
    await DATABASE.fetch(
        "update person set email = $2, sign_in_name = $2 where id = $1", who, email
    )
    await equipped(who)
    return who


@pytest.mark.parametrize("kind", ["system_administrator", "administrator"])
async def test_a_locked_out_administrator_gets_new_access_from_the_machine_itself(
    database: Database, owner_url: str, tmp_path: Path, kind: str
) -> None:
    who = await runs(kind)
    await linked(who)
    done = invited(owner_url, tmp_path, "--new-access", "--email", "Beheer@Regio.example")
    assert done.returncode == 0, done.stderr
    assert "All earlier ways to sign in of this person have ended." in done.stderr
    assert await ways_left(who) == 0
    at = datetime.now(UTC) + timedelta(seconds=1)
    [link] = LINK.findall(done.stdout)
    assert await accept(link, AcceptForm(PASSWORD), by=None, address="::1", at=at) == who
    begun = await sign_in(ADDRESS, PASSWORD, caller=Caller("::1"), at=at)
    found = await signed_in(begun.token, at=at)
    assert found is not None and found.actor.role(RoleKind(kind))
    [entry] = await DATABASE.fetch(
        "select organisation_id, actor_id, origin from trail_entry where verb = 'new_access'"
    )
    assert (entry["actor_id"], entry["origin"]) == (THE_SERVICE.person_id, "command")
    assert await broken_at(entry["organisation_id"]) is None
    [told] = await DATABASE.fetch("select address from notice where kind = 'access_renewed'")
    assert told["address"] == ADDRESS


async def test_who_administers_nothing_gets_none_from_the_machine(
    database: Database, owner_url: str, tmp_path: Path
) -> None:
    who = await runs()
    await DATABASE.fetch("update role_assignment set valid_until = '2021-01-01'")
    done = invited(owner_url, tmp_path, "--new-access", "--email", ADDRESS)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("Nobody with this e-mail address administers anything here")
    assert await ways_left(who) == 6
    wrong = invited(owner_url, tmp_path, "--new-access", "--email", "geen adres")
    assert wrong.returncode == 1
    assert "email: This is no mail address" in wrong.stderr


async def test_the_first_person_needs_a_function(
    database: Database, owner_url: str, tmp_path: Path
) -> None:
    done = invited(owner_url, tmp_path, "--email", ADDRESS, "--system-administrator")
    assert done.returncode == 1
    assert "function: Fill in this field." in done.stderr
