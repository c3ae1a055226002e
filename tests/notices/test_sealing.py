"""What is secret in a letter is sealed while it waits, and what is over is called off."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import msgspec
from tests.builders.mail import AT, invitation, mail_box, posted, row, settings, trail
from tests.builders.parties import actor
from tests.conftest import KEY

from governance.audit.rules import THE_SERVICE
from governance.base.actor import RoleKind
from governance.base.database import DATABASE, Database
from governance.base.sealing import SEALER
from governance.base.views import encoded
from governance.notices import actions
from governance.notices.letters.rules import Kind, PasswordChanged
from governance.notices.rules import LEASE
from governance.notices.sending import actions as sending
from governance.notices.sending.remote import send_waiting

SECRET = "a-secret-of-one-time"
LATER = AT + timedelta(minutes=10)


async def called_off(made: UUID) -> dict[str, Any]:
    found = await row(made)
    async with DATABASE.transaction():
        about = [found["cause_id"]]
        await actions.call_off(Kind.INVITATION, "invitation", about, by=THE_SERVICE, at=LATER)
    return dict(await row(made))


async def sent(at: Any = AT) -> list[str]:
    """What a turn sends, as text."""
    async with mail_box() as box:
        await send_waiting(settings(box), clock=lambda: at)
        return [mail.get_content() for mail in box.taken]


async def test_the_link_stands_nowhere_in_the_row_and_goes_out_in_the_mail(
    database: Database,
) -> None:
    made = await posted(letter=invitation())
    found = dict(await row(made))
    assert SECRET not in str(found) and "/uitnodigingen" not in str(found)
    assert "Noordstad" in found["content"]
    [mail] = await sent()
    assert f"/uitnodigingen/{SECRET}" in mail


async def test_the_same_link_is_sealed_otherwise_in_each_row(database: Database) -> None:
    contents = {(await row(await posted(letter=invitation())))["content"] for _ in range(2)}
    assert len(contents) == 2


async def test_what_was_sealed_for_another_row_is_not_sent_there(database: Database) -> None:
    mine, other = await posted("a@x.example"), await posted("b@x.example")
    await DATABASE.fetch(
        "update notice set content = (select content from notice where id = $2) where id = $1",
        mine, other,
    )  # fmt: skip
    assert len(await sent()) == 1
    assert (await row(mine))["problem"] == "locked"


async def test_a_letter_of_before_the_sealing_is_sent_as_it_is(database: Database) -> None:
    made = await posted(letter=invitation())
    await DATABASE.fetch(
        "update notice set content = $2::jsonb where id = $1", made, encoded(invitation())
    )
    [mail] = await sent()
    assert SECRET in mail


async def test_with_another_key_nothing_is_lost_and_the_page_can_say_why(
    database: Database,
) -> None:
    made = await posted(letter=invitation())
    SEALER.open("another key, that came later on")
    assert await sent() == []
    found = await row(made)
    assert (found["state"], found["problem"]) == ("failed", "locked")
    SEALER.open(KEY)
    await actions.retry(made, by=await actor(RoleKind.SYSTEM_ADMINISTRATOR), at=LATER)
    [mail] = await sent(LATER)
    assert SECRET in mail


async def test_what_holds_no_secret_is_kept_as_it_is(database: Database) -> None:
    letter = PasswordChanged(AT, "/mijn-account")
    found = await row(await posted(letter=letter))
    assert msgspec.json.decode(found["content"]) == msgspec.to_builtins(letter)


async def test_what_is_over_is_not_sent_any_more_whether_it_waits_or_failed(
    database: Database,
) -> None:
    waits, failed, other = await posted(), await posted(), await posted("c@x.example")
    await DATABASE.fetch(
        "update notice set state = 'failed', problem = 'refused', reply = '550' where id = $1",
        failed,
    )
    for made in (waits, failed):
        found = await called_off(made)
        assert (found["state"], found["problem"]) == ("given_up", "called_off")
        assert (found["content"], found["reply"], found["ended_at"]) == ("{}", "", LATER)
        assert await trail(made) == ["post_notice", "call_off"]
    assert len(await sent(LATER)) == 1
    assert (await row(other))["state"] == "sent"


async def test_a_letter_of_another_kind_about_the_same_goes_all_the_same(
    database: Database,
) -> None:
    made = await posted(letter=PasswordChanged(AT, "/mijn-account"))
    assert (await called_off(made))["state"] == "waiting"


async def test_what_is_being_handed_in_goes_and_is_not_tried_again(database: Database) -> None:
    made, again = await posted(), await posted("b@x.example")
    taken = [await sending.claim(by=THE_SERVICE, at=LATER) for _ in range(2)]
    for one in (made, again):
        assert (await called_off(one))["state"] == "waiting"
    [first, second] = [one for one in taken if one]
    assert await sending.was_sent(first, by=THE_SERVICE, at=LATER)
    assert (await row(first.id))["state"] == "sent"
    assert await sent(LATER + LEASE) == []
    assert (await row(second.id))["state"] == "waiting"
    await sending.tidy(timedelta(days=14), by=THE_SERVICE, at=LATER + LEASE)
    assert (await row(second.id))["problem"] == "too_late"
