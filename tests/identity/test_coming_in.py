"""An invitation lets somebody in once, for the first time: nobody takes an account by it."""

from __future__ import annotations

from uuid import UUID

import pytest
from httpx import AsyncClient
from tests.builders.parties import Cast, cast
from tests.builders.people import AT, DAYS, joining
from tests.builders.service import AT as NOW
from tests.builders.service import service, signed_in

from governance.audit.queries import broken_at
from governance.base.database import DATABASE, Database
from governance.base.errors import NotFound, Refused, WrongState
from governance.base.ids import new_id
from governance.base.views import add
from governance.identity.factors.tables import Totp
from governance.identity.inviting.actions import accept, send_again, withdraw
from governance.identity.inviting.forms import AcceptForm
from governance.identity.inviting.queries import for_a_new_person
from governance.identity.passkeys.tables import Passkey
from governance.identity.people.actions import join
from governance.identity.people.queries import person
from governance.identity.providers.tables import IdentityLink

HTML = {"accept": "text/html"}
PASSWORD = "paard accu nietje klopt"
ADDRESS = "lezer@regio.example"
WAYS = ("used", "link", "app", "passkey", "password")


async def joined(region: Cast) -> tuple[UUID, str]:
    asked = joining(ADDRESS, region.keeper)
    made = await join(asked, by=region.administrator, at=AT, days=DAYS)
    assert made.person_id is not None
    return made.person_id, made.token


async def comes_in(who: UUID, way: str) -> None:
    """Somebody comes in by one of the ways that there are."""
    if way == "used":
        await DATABASE.fetch("update invitation set ended_at = $1, used = true", AT)
    elif way == "password":
        await DATABASE.fetch("update person set password_hash = 'x' where id = $1", who)
    elif way == "link":
        await add(IdentityLink(person=who, provider="n", issuer="i", subject="s", linked_at=AT))
    elif way == "app":
        await add(Totp(person=who, secret=b"sealed", confirmed_at=AT))
    else:
        made = {"id": new_id(), "credential_id": b"c", "public_key": b"k", "made_at": AT}
        await add(Passkey(person=who, name="sleutel", **made))


@pytest.mark.parametrize("way", WAYS)
async def test_who_came_in_by_any_way_is_not_invited_anew(database: Database, way: str) -> None:
    region = await cast()
    who, _ = await joined(region)
    assert "send_again" in (await person(who, by=region.administrator, at=AT)).verbs
    await comes_in(who, way)
    assert "send_again" not in (await person(who, by=region.administrator, at=AT)).verbs
    with pytest.raises(WrongState):
        await send_again(who, by=region.administrator, at=AT, days=DAYS)


@pytest.mark.parametrize("way", WAYS)
async def test_an_open_link_sets_no_password_of_who_came_in(database: Database, way: str) -> None:
    region = await cast()
    who, token = await joined(region)
    await comes_in(who, way)
    before = await DATABASE.fetch("select password_hash from person where id = $1", who)
    with pytest.raises(NotFound):
        await accept(token, AcceptForm(PASSWORD), by=None, address="::1", at=AT)
    with pytest.raises(NotFound):
        await for_a_new_person(token, at=AT)
    assert await DATABASE.fetch("select password_hash from person where id = $1", who) == before


async def test_who_is_signed_in_accepts_nothing_for_a_new_person(database: Database) -> None:
    region = await cast()
    who, token = await joined(region)
    with pytest.raises(Refused, match="sign out first"):
        await accept(token, AcceptForm(PASSWORD), by=region.chair, address="::1", at=AT)
    [row] = await DATABASE.fetch("select password_hash from person where id = $1", who)
    assert row["password_hash"] == ""
    assert await accept(token, AcceptForm(PASSWORD), by=None, address="::1", at=AT) == who


async def test_the_page_asks_who_is_signed_in_to_sign_out_first(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        asked = joining(ADDRESS, people.keeper, valid_from=NOW.date())
        made = await join(asked, by=people.administrator, at=NOW, days=DAYS)
        at = f"/uitnodigingen/{made.token}"
        async with signed_in(transport, people.chair) as client:
            shown = (await client.get(at, headers=HTML)).text
            assert "meld u eerst af" in shown and 'action="/afmelden"' in shown
            assert 'name="password"' not in shown
            sent = await client.post(f"{at}/aanvaarding", data={"password": PASSWORD}, headers=HTML)
            assert sent.status_code == 400
            assert "meld u eerst af" in sent.text
            machine = await client.post(f"/api/v1{at}/aanvaarding", json={"password": PASSWORD})
            assert machine.status_code == 400
        [row] = await DATABASE.fetch(
            "select password_hash from person where id = $1", made.person_id
        )
        assert row["password_hash"] == ""
        async with AsyncClient(transport=transport, base_url="http://localhost") as guest:
            assert 'name="password"' in (await guest.get(at, headers=HTML)).text


async def mailed(who: UUID) -> list[tuple[str, str]]:
    rows = await DATABASE.fetch(
        "select state, problem from notice where person_id = $1 and kind = 'invitation'"
        " order by id", who,
    )  # fmt: skip
    return [(row["state"], row["problem"]) for row in rows]


async def test_the_mail_of_an_invitation_that_is_over_is_not_sent_any_more(
    database: Database,
) -> None:
    region = await cast()
    who, token = await joined(region)
    again = await send_again(who, by=region.administrator, at=AT, days=DAYS)
    off, waits = ("given_up", "called_off"), ("waiting", "")
    assert await mailed(who) == [off, waits]
    await accept(again.token, AcceptForm(PASSWORD), by=None, address="::1", at=AT)
    assert await mailed(who) == [off, off]
    asked = joining("b@regio.example", region.keeper)
    made = await join(asked, by=region.administrator, at=AT, days=DAYS)
    assert made.person_id is not None
    await withdraw(made.id, by=region.administrator, at=AT)
    assert await mailed(made.person_id) == [off]
    assert token not in str(await DATABASE.fetch("select content::text from notice"))
    assert await broken_at(region.keeper) is None


async def test_an_invitee_whose_form_is_too_old_opens_the_invitation_again(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        asked = joining(ADDRESS, people.keeper, valid_from=NOW.date())
        made = await join(asked, by=people.administrator, at=NOW, days=DAYS)
        at = f"/uitnodigingen/{made.token}"
        nl = HTML | {"accept-language": "nl"}
        async with AsyncClient(transport=transport, base_url="http://localhost") as guest:
            sent = await guest.post(f"{at}/aanvaarding", data={"password": PASSWORD}, headers=nl)
        assert sent.status_code == 403
        assert "afgemeld" not in sent.text, "nobody who never had an account is told to sign in"
        assert f'href="{at}"' in sent.text and "Open de pagina opnieuw" in sent.text
        assert PASSWORD not in sent.text
