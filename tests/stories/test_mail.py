"""Mail goes out to a real server: taken, refused, later again, over TLS, by many processes."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from structlog.testing import capture_logs
from tests.builders.mail import (
    AT,
    BASE,
    MailBox,
    certificates,
    lets_in,
    mail_box,
    posted,
    row,
    settings,
    trail,
)
from tests.builders.servers import run
from tests.conftest import KEY

from governance.app import sending as task
from governance.app.main import create_app
from governance.audit.rules import THE_SERVICE
from governance.base.database import DATABASE, Database
from governance.base.settings import Settings
from governance.notices.letters.rules import RoleGiven
from governance.notices.rules import ATTEMPTS, LEASE, PAUSE
from governance.notices.sending import actions, remote
from governance.notices.sending.remote import Turn, send_waiting

pytestmark = pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")
"""What aiosmtpd says of a server that takes passwords in the clear: on loopback, here."""
TO = "pin@noordstad.example"
CLI = [sys.executable, "-m", "governance.cli.main", "--language", "en", "remind"]


async def turn(given: Settings, at: datetime = AT) -> Turn:
    return await send_waiting(given, clock=lambda: at)


def outcome(found: Turn) -> tuple[int, int, int, str]:
    return found.sent, found.postponed, found.failed, found.problem


async def test_a_message_is_sent_once_and_then_holds_nothing_of_what_it_said(
    database: Database,
) -> None:
    made = await posted()
    async with mail_box() as box:
        assert outcome(await turn(settings(box))) == (1, 0, 0, "")
        assert outcome(await turn(settings(box))) == (0, 0, 0, "")
    [mail] = box.taken
    assert f"{BASE}/uitnodigingen/a-secret-of-one-time" in mail.get_content()
    assert mail["Message-ID"] == f"<{made}@dienst.example>"
    assert box.envelopes == [("afspraken@dienst.example", [TO])]
    found = await row(made)
    assert (found["state"], found["ended_at"], found["attempts"]) == ("sent", AT, 1)
    assert (found["content"], found["lease"]) == ("{}", None)
    assert await trail(made) == ["post_notice", "send"]


async def test_what_is_refused_for_good_fails_at_once_and_the_others_go_on(
    database: Database,
) -> None:
    made, other = await posted(), await posted("other@noordstad.example")
    async with mail_box() as box:
        box.answers = {TO: [f"550 5.1.1 <{TO}>: user unknown"]}
        assert outcome(await turn(settings(box))) == (1, 0, 1, "")
    found = await row(made)
    assert (found["state"], found["problem"]) == ("failed", "refused")
    assert found["reply"] == "550 5.1.1 <…>: user unknown"
    assert found["content"] != "{}"
    assert (await row(other))["state"] == "sent"
    assert await trail(made) == ["post_notice", "fail"]


async def test_what_is_refused_for_now_is_sent_after_its_pause(database: Database) -> None:
    made = await posted()
    async with mail_box() as box:
        box.answers = {TO: ["451 4.7.1 greylisted"]}
        assert outcome(await turn(settings(box))) == (0, 1, 0, "")
        found = await row(made)
        assert (found["state"], found["problem"], found["attempts"]) == ("waiting", "postponed", 1)
        assert AT + timedelta(seconds=48) <= found["due_at"] <= AT + timedelta(seconds=72)
        assert outcome(await turn(settings(box), AT + timedelta(seconds=47))) == (0, 0, 0, "")
        assert outcome(await turn(settings(box), AT + timedelta(seconds=72))) == (1, 0, 0, "")
    found = await row(made)
    assert (found["state"], found["problem"], found["attempts"]) == ("sent", "postponed", 2)
    assert await trail(made) == ["post_notice", "send"]


async def test_what_is_refused_for_now_too_often_has_failed(database: Database) -> None:
    made = await posted()
    async with mail_box() as box:
        box.answers = {TO: ["451 later"] * ATTEMPTS}
        at = AT
        for _ in range(ATTEMPTS):
            at = (await row(made))["due_at"]
            await turn(settings(box), at)
        assert outcome(await turn(settings(box), at + timedelta(days=9))) == (0, 0, 0, "")
    found = await row(made)
    assert (found["state"], found["attempts"]) == ("failed", ATTEMPTS)
    assert await trail(made) == ["post_notice", "fail"]


async def test_a_server_that_refuses_the_words_themselves_is_told_as_such(
    database: Database,
) -> None:
    made = await posted()
    async with mail_box() as box:
        box.at_data = ["554 5.7.1 looks like spam"]
        assert outcome(await turn(settings(box))) == (0, 0, 1, "")
    assert (await row(made))["reply"] == "554 5.7.1 looks like spam"


async def test_while_no_server_answers_everything_waits_and_no_attempt_is_lost(
    database: Database, unused_tcp_port: int
) -> None:
    many = [await posted(), await posted()]
    found = await turn(settings(unused_tcp_port))
    assert outcome(found) == (0, 0, 0, "unreachable")
    for made in many:
        kept = await row(made)
        assert (kept["state"], kept["attempts"], kept["problem"]) == ("waiting", 0, "unreachable")
        assert kept["due_at"] == AT + PAUSE
    async with mail_box() as box:
        assert outcome(await turn(settings(box), AT + PAUSE)) == (2, 0, 0, "")


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"smtp_url": f"smtps://{'x' * 64}.example"}, "unreachable"),
        ({"smtp_url": "smtps://no-such-machine.invalid"}, "unreachable"),
        ({"smtp_url": "smtps://localhost:1", "smtp_ca": "gone.pem"}, "unreachable"),
        ({"smtp_url": "smtps://localhost:1", "smtp_ca": __file__}, "not_trusted"),
    ],
)
async def test_what_is_wrong_with_the_settings_of_mail_stands_with_what_waits(
    database: Database, change: dict[str, str], problem: str
) -> None:
    made = await posted()
    assert (await turn(replace(settings(1), **change))).problem == problem
    found = await row(made)
    assert (found["state"], found["problem"], found["attempts"]) == ("waiting", problem, 0)


async def test_a_server_that_leaves_halfway_loses_nothing(database: Database) -> None:
    many = [await posted(), await posted()]
    async with mail_box() as box:
        box.answers = {TO: ["421 4.3.2 closing down"]}
        assert outcome(await turn(settings(box))) == (0, 1, 0, "unreachable")
        assert outcome(await turn(settings(box), AT + PAUSE)) == (2, 0, 0, "")
    assert {(await row(made))["state"] for made in many} == {"sent"}


async def test_a_server_that_never_answers_is_given_up_after_a_while(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(remote, "AT_MOST", 0.2)
    made = await posted()
    async with mail_box() as box:
        box.slow = 2.0
        found = await turn(settings(box))
    assert outcome(found) == (0, 1, 0, "unreachable")
    assert (found.reply, (await row(made))["reply"]) == ("timeout", "timeout")


async def test_an_address_with_an_international_domain_is_sent_to_in_ascii(
    database: Database,
) -> None:
    await posted("pin@straße.example", RoleGiven("linking pin", "Súdwest", "x", AT.date()))
    async with mail_box() as box:
        assert outcome(await turn(settings(box))) == (1, 0, 0, "")
    assert box.envelopes[0][1] == ["pin@xn--strae-oqa.example"]
    assert box.taken[0]["Subject"] == "U bent linking pin voor Súdwest"


@pytest.mark.parametrize("scheme", ["smtps", "smtp+starttls"])
async def test_over_tls_with_an_authority_of_our_own_and_a_password(
    database: Database, tmp_path: Path, scheme: str
) -> None:
    await posted()
    context, authority = certificates(tmp_path)
    tls = {"ssl": context, "auth_require_tls": False} if scheme == "smtps" else {
        "tls_context": context, "require_starttls": True
    }  # fmt: skip
    async with mail_box(**tls, **lets_in("afspraken", "s3cr/t@")) as box:
        given = settings(box, scheme, "afspraken:s3cr%2Ft%40@", smtp_ca=str(authority))
        assert outcome(await turn(given)) == (1, 0, 0, "")
    assert len(box.taken) == 1


async def test_a_certificate_that_nobody_vouches_for_gets_no_mail(
    database: Database, tmp_path: Path
) -> None:
    made = await posted()
    context, _ = certificates(tmp_path)
    async with mail_box(tls_context=context) as box:
        found = await turn(settings(box, "smtp+starttls"))
    assert outcome(found) == (0, 0, 0, "not_trusted")
    assert "self" in found.reply
    assert box.taken == []
    assert (await row(made))["problem"] == "not_trusted"


async def test_a_certificate_of_another_machine_gets_no_mail(
    database: Database, tmp_path: Path
) -> None:
    await posted()
    context, authority = certificates(tmp_path, "elsewhere.example")
    async with mail_box(ssl=context) as box:
        found = await turn(settings(box, "smtps", smtp_ca=str(authority)))
    assert outcome(found) == (0, 0, 0, "not_trusted")


async def test_a_server_without_tls_is_not_used_without_it(database: Database) -> None:
    await posted()
    async with mail_box() as box:
        assert (await turn(settings(box, "smtp+starttls"))).problem == "not_trusted"
    assert box.taken == []


async def test_a_wrong_password_is_told_and_never_shown(
    database: Database, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    await posted()
    async with mail_box(**lets_in("afspraken", "right"), auth_require_tls=False) as box:
        found = await turn(settings(box, "smtp", "afspraken:wr0ng@"))
    assert outcome(found) == (0, 0, 0, "not_let_in")
    said = caplog.text + "".join(capsys.readouterr())
    assert "wr0ng" not in said + found.reply
    assert TO not in said


async def test_a_server_that_wants_a_password_says_so(database: Database) -> None:
    made = await posted()
    async with mail_box(**lets_in("afspraken", "right"), auth_require_tls=False) as box:
        assert (await turn(settings(box))).problem == "not_let_in"
    found = await row(made)
    assert (found["state"], found["attempts"], found["due_at"]) == ("waiting", 0, AT + PAUSE)


async def test_what_cannot_be_made_fails_without_holding_up_the_rest(database: Database) -> None:
    broken, other = await posted(), await posted()
    await DATABASE.fetch('update notice set content = \'{"type": "x"}\' where id = $1', broken)
    async with mail_box() as box:
        assert outcome(await turn(settings(box))) == (1, 0, 1, "")
    assert (await row(broken))["problem"] == "unsendable"
    assert (await row(other))["state"] == "sent"


async def test_without_a_mail_server_nothing_is_done_and_nothing_is_lost(
    database: Database,
) -> None:
    made = await posted()
    before = DATABASE.queries
    assert outcome(await turn(Settings())) == (0, 0, 0, "")
    assert DATABASE.queries == before
    assert (await row(made))["state"] == "waiting"


async def test_a_look_at_an_outbox_with_nothing_due_is_one_query(database: Database) -> None:
    await posted(at=AT + timedelta(hours=1))
    before = DATABASE.queries
    await turn(settings(1))
    assert DATABASE.queries - before == 1


async def test_what_came_too_late_is_not_sent(database: Database) -> None:
    await posted(useful_until=AT + timedelta(days=1))
    async with mail_box() as box:
        assert outcome(await turn(settings(box), AT + timedelta(days=1))) == (0, 0, 0, "")
    assert box.taken == []


async def test_many_turns_at_once_send_each_message_once(database: Database) -> None:
    many = [await posted(f"pin{n}@noordstad.example") for n in range(30)]
    async with mail_box() as box:
        turns = await asyncio.gather(*(turn(settings(box)) for _ in range(4)))
    assert sum(one.sent for one in turns) == len(many) == len(box.taken)
    assert len({mail["Message-ID"] for mail in box.taken}) == len(many)
    assert sum(one.sent > 0 for one in turns) > 1


async def test_a_turn_that_dies_leaves_its_message_to_another_after_its_lease(
    database: Database,
) -> None:
    made = await posted()
    dead = await actions.claim(by=THE_SERVICE, at=AT)
    assert dead is not None
    async with mail_box() as box:
        just_before = AT + LEASE - timedelta(seconds=1)
        assert outcome(await turn(settings(box), just_before)) == (0, 0, 0, "")
        assert outcome(await turn(settings(box), AT + LEASE)) == (1, 0, 0, "")
    assert not await actions.was_sent(dead, by=THE_SERVICE, at=AT + LEASE)
    assert await trail(made) == ["post_notice", "send"]


async def test_a_second_copy_after_a_crash_is_known_by_its_message_id(database: Database) -> None:
    await posted()
    async with mail_box() as box:
        real = actions.was_sent
        crashing = pytest.MonkeyPatch()
        crashing.setattr(actions, "was_sent", _dies)
        with pytest.raises(Died):
            await turn(settings(box))
        crashing.undo()
        assert actions.was_sent is real
        await turn(settings(box), AT + LEASE)
    first, second = box.taken
    assert first["Message-ID"] == second["Message-ID"]
    assert first["Date"] == second["Date"]


async def test_a_service_that_ends_while_it_sends_notes_what_the_server_took(
    database: Database,
) -> None:
    made = await posted()
    async with mail_box() as box:
        box.slow = 0.5
        one = asyncio.create_task(turn(settings(box)))
        await until(lambda: box.asked > 0)
        one.cancel()
        with pytest.raises(asyncio.CancelledError):
            await one
    assert len(box.taken) == 1
    assert (await row(made))["state"] == "sent"


class Died(BaseException):
    """As when the process is killed: nothing of ours catches it."""


async def _dies(*_: Any, **__: Any) -> bool:
    raise Died


async def test_what_kills_every_turn_is_tried_no_more_than_it_may(database: Database) -> None:
    made = await posted()
    at = AT
    for _ in range(ATTEMPTS):
        assert await actions.claim(by=THE_SERVICE, at=at)
        at += LEASE
    async with mail_box() as box:
        assert outcome(await turn(settings(box), at)) == (0, 0, 1, "")
    assert box.taken == []
    assert (await row(made))["state"] == "failed"


async def reminded(owner_url: str, box: MailBox | None, **more: str) -> tuple[int, str]:
    """What ``governance remind`` says, as a process of its own, and its exit code."""
    given = {"GOVERNANCE_DATABASE_URL": owner_url, "GOVERNANCE_BASE_URL": BASE}
    given["GOVERNANCE_SECRET_KEY"] = KEY
    if box:
        given |= {
            "GOVERNANCE_SMTP_URL": f"smtp://localhost:{box.port}",
            "GOVERNANCE_MAIL_FROM": "afspraken@dienst.example",
        }
    process = await asyncio.create_subprocess_exec(
        *CLI, env={**os.environ, **given, **more},
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    out, err = await process.communicate()
    return int(process.returncode or 0), (out + err).decode()


async def test_remind_sends_what_waits_and_says_how_it_went(
    database: Database, owner_url: str
) -> None:
    await posted(at=datetime.now(AT.tzinfo))
    async with mail_box() as box:
        code, said = await reminded(owner_url, box)
        assert (code, len(box.taken)) == (0, 1)
        assert said == (
            "Mail: 1 sent, 0 later again, 0 not sent\nIn the outbox: 0 waiting, 0 not sent\n"
        )
        await posted(at=datetime.now(AT.tzinfo))
        box.answers = {TO: [f"550 <{TO}>: no"]}
        code, said = await reminded(owner_url, box)
        assert code == 1
        assert said.endswith("In the outbox: 0 waiting, 1 not sent\n")
        assert TO not in said
        await posted(at=datetime.now(AT.tzinfo))
        gone = {"GOVERNANCE_SMTP_URL": "smtps://afspraken:s3cret@localhost:1"}
        code, said = await reminded(owner_url, box, **gone)
        assert code == 1
        assert "The mail server cannot be reached." in said
        assert "s3cret" not in said


async def test_remind_without_a_mail_server_says_what_to_set(
    database: Database, owner_url: str
) -> None:
    code, said = await reminded(owner_url, None)
    assert code == 1
    assert said.count("\n") == 1
    assert "GOVERNANCE_SMTP_URL" in said


async def test_remind_on_a_database_without_an_outbox_says_what_to_do(owner_url: str) -> None:
    await run(owner_url, "drop table notice")
    async with mail_box() as box:
        code, said = await reminded(owner_url, box)
    assert (code, said) == (1, "The database is of an older version: run governance migrate.\n")


async def test_two_processes_at_once_send_each_message_once(
    database: Database, owner_url: str
) -> None:
    now = datetime.now(AT.tzinfo)
    many = [await posted(f"pin{n}@noordstad.example", at=now) for n in range(40)]
    async with mail_box() as box:
        box.slow = 0.05
        done = await asyncio.gather(*(reminded(owner_url, box) for _ in range(2)))
    assert [code for code, _ in done] == [0, 0]
    assert sorted(str(made) for made in many) == sorted(
        mail["Message-ID"][1:].partition("@")[0] for mail in box.taken
    )
    assert all("Mail: 0 sent" not in said for _, said in done)


async def until(what: Callable[[], bool]) -> None:
    async with asyncio.timeout(20):
        while not what():  # noqa: ASYNC110 - what is waited for happens in the service
            await asyncio.sleep(0.05)


async def test_the_service_sends_by_itself_and_goes_on_after_a_failure(
    owner_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(task, "EVERY", 0.05)
    async with mail_box() as box:
        app = create_app(owner_url, clock=lambda: AT, settings=settings(box))
        with capture_logs() as kept:
            async with app.lifespan():
                await posted()
                await until(lambda: len(box.taken) == 1)
                await run(owner_url, "alter table notice rename to elsewhere")
                await until(lambda: bool(kept))
                await run(owner_url, "alter table elsewhere rename to notice")
                await posted("other@noordstad.example")
                await until(lambda: len(box.taken) == 2)
    assert {(line["event"], line["kind"]) for line in kept} == {
        ("mail failed", "asyncpg.exceptions.UndefinedTableError")
    }
