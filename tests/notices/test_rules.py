"""What becomes of a message, which addresses and servers are right, and what is kept of answers."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from governance.base.actor import Actor, Role, RoleKind
from governance.base.errors import WrongState
from governance.base.ids import new_id
from governance.base.mail import NO_SERVER, NOT_OPEN, Unmailable, mail_server, sendable, sender
from governance.notices import words
from governance.notices.letters.rules import KINDS, Kind
from governance.notices.rules import (
    ATTEMPTS,
    BLAMELESS,
    BUSY,
    LATE,
    LEASE,
    WORKFLOW,
    NoticeState,
    Problem,
    after_a_problem,
    may_see,
    may_take,
    pause,
    problem_of,
    stepping,
    told_without_addresses,
    unreceivable,
    verbs_of,
)
from governance.notices.sending.remote import AT_MOST

NOW = datetime(2027, 1, 15, 12, tzinfo=UTC)


def test_each_pause_is_longer_than_the_one_before_however_the_dice_fall() -> None:
    longest = [pause(n, 1.0) for n in range(1, ATTEMPTS)]
    shortest = [pause(n, 0.0) for n in range(1, ATTEMPTS)]
    assert all(late < early for late, early in zip(longest, shortest[1:], strict=False))
    assert pause(1, 0.5) == timedelta(minutes=1)
    assert pause(0, 0.0) > timedelta(0)
    assert pause(99, 1.0) < timedelta(days=2)


def test_it_is_tried_over_more_than_a_day() -> None:
    whole = sum((pause(n, 0.5) for n in range(1, ATTEMPTS)), timedelta())
    assert timedelta(days=1) < whole < timedelta(days=3)


def test_a_lease_outlives_the_sending_of_one_message() -> None:
    assert LEASE.total_seconds() > 2 * AT_MOST


@pytest.mark.parametrize("problem", Problem)
def test_what_is_final_fails_at_once_and_most_else_after_its_attempts(problem: Problem) -> None:
    final = problem in (Problem.REFUSED, Problem.UNSENDABLE, Problem.TOO_LATE, Problem.LOCKED)
    first = after_a_problem(problem, 1)
    assert first == (NoticeState.FAILED if final else NoticeState.WAITING)
    last = after_a_problem(problem, ATTEMPTS)
    assert last == (NoticeState.WAITING if problem in BLAMELESS else NoticeState.FAILED)


def test_an_answer_from_500_on_is_final() -> None:
    assert [problem_of(code) for code in (421, 451, 499, 500, 550)] == [
        Problem.POSTPONED, Problem.POSTPONED, Problem.POSTPONED, Problem.REFUSED, Problem.REFUSED,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("5.1.1 <pin@noordstad.example>: unknown", "550 5.1.1 <…>: unknown"),
        ("no such user pin@noordstad.example\r\nX: y", "550 no such user … X: y"),
        ("é\x00\x1b[31m", "550 é[31m"),
    ],
)
def test_of_an_answer_no_address_and_no_control_character_is_kept(said: str, kept: str) -> None:
    assert told_without_addresses(550, said) == kept
    assert len(told_without_addresses(550, said * 200)) <= 300


def test_a_step_is_refused_while_it_is_being_sent_and_when_it_came_too_late() -> None:
    soon = NOW + timedelta(minutes=1)
    with pytest.raises(WrongState) as busy:
        stepping("give_up", "waiting", "", soon, NOW)
    assert busy.value.why == BUSY
    assert stepping("give_up", "waiting", "", NOW, NOW) == "given_up"
    with pytest.raises(WrongState) as late:
        stepping("retry", "failed", "too_late", None, NOW)
    assert late.value.why == LATE
    assert stepping("give_up", "failed", "too_late", None, NOW) == "given_up"
    for state in ("sent", "given_up"):
        with pytest.raises(WrongState):
            stepping("retry", state, "", None, NOW)


def test_what_can_be_done_is_what_the_steps_say() -> None:
    assert verbs_of("failed", "refused") == ("retry", "give_up")
    assert verbs_of("waiting", "postponed") == ("retry", "give_up")
    assert verbs_of("waiting", "") == ("give_up",)
    assert verbs_of("failed", "too_late") == ("give_up",)
    assert verbs_of("sent", "") == verbs_of("given_up", "refused") == ()


def test_only_who_looks_after_the_service_sees_the_outbox() -> None:
    def one(kind: RoleKind, of: UUID | None) -> Actor:
        return Actor(new_id(), "x", (Role(new_id(), kind, of),))

    assert [kind for kind in RoleKind if may_see(one(kind, None))] == [
        RoleKind.SYSTEM_ADMINISTRATOR
    ]
    assert not any(may_see(one(kind, new_id())) for kind in RoleKind)
    assert may_take(one(RoleKind.SYSTEM_ADMINISTRATOR, None), "retry")
    assert not may_take(one(RoleKind.ADMINISTRATOR, new_id()), "give_up")
    assert WORKFLOW.dead_ends() == ()


def test_every_state_kind_problem_and_verb_has_its_word() -> None:
    assert set(words.STATE_WORDS) == set(words.STATE_TONES) == set(NoticeState)
    assert set(words.KIND_WORDS) == set(Kind) == set(KINDS)
    assert set(words.PROBLEM_WORDS) == set(Problem)
    assert {step.verb for step in WORKFLOW.steps} <= set(words.ACT_WORDS)
    assert {kind.__struct_config__.tag for kind in KINDS.values()} == set(Kind)
    assert all(KINDS[Kind(str(k.__struct_config__.tag))] is k for k in KINDS.values())


@pytest.mark.parametrize(
    ("said", "sent"),
    [
        ("pin@noordstad.example", "pin@noordstad.example"),
        ("Pin+x@Noordstad.Example", "Pin+x@noordstad.example"),
        ("pin@gemeente-ëë.example", "pin@xn--gemeente--34aa.example"),
        ("pin@straße.example", "pin@xn--strae-oqa.example"),
        ("pin@mail.xn--bcher-kva.example", "pin@mail.xn--bcher-kva.example"),
    ],
)
def test_an_address_goes_over_the_line_in_ascii(said: str, sent: str) -> None:
    assert sendable(said) == sent
    assert list(unreceivable(said, "email")) == []


@pytest.mark.parametrize(
    "said",
    [
        "", "pin", "pin@", "@noordstad.example", "pin@noordstad", "pin@127.0.0.1", "p in@x.example",
        "pin@x.example\r\nBcc: all@x.example", "pin\n@x.example", '"pin"@x.example',
        "pin@@x.example", ".pin@x.example", "pin..x@x.example", "andré@x.example",
        "pin@x_y.example", "pin@-x.example", "pin@x..example", f"{'p' * 65}@x.example",
        f"pin@{'x' * 64}.example", f"pin@{'.'.join(['x' * 60] * 5)}.example", "pin@x.example ",
        "a,b@x.example", "<pin@x.example>", "pin@[127.0.0.1]", "pin@x.example\u2028",
    ],
)  # fmt: skip
def test_an_address_that_cannot_be_sent_to_is_refused_with_a_message(said: str) -> None:
    [complaint] = unreceivable(said, "email")
    assert complaint.field == "email"
    assert complaint.problem


def test_a_sender_may_have_a_name() -> None:
    assert sender("Afspraken é <a@x.example>") == ("Afspraken é", "a@x.example")
    assert sender('"Regio, afspraken" <a@x.example>') == ("Regio, afspraken", "a@x.example")
    assert sender("a@x.example") == ("", "a@x.example")
    for wrong in ("Afspraken", "A <b>", "A\r\nBcc: c@x.example <a@x.example>"):
        with pytest.raises(Unmailable):
            sender(wrong)


def test_a_mail_server_is_read_with_its_ports_and_its_secrets_never_show() -> None:
    found = mail_server("smtps://us%40er:p%2Fw%3A@mail.x.example")
    assert (found.host, found.port, found.tls) == ("mail.x.example", 465, "tls")
    assert (found.user, found.password) == ("us@er", "p/w:")
    assert "p/w" not in repr(found) + str(found) + found.shown
    assert "us@er" not in repr(found)
    assert mail_server("smtp+starttls://mail.x.example").port == 587
    assert mail_server("smtp://localhost:2525").shown == "smtp://localhost:2525"
    assert mail_server("smtp://[::1]").shown == "smtp://[::1]:25"


@pytest.mark.parametrize(
    "url",
    [
        "mail.x.example", "http://mail.x.example", "smtp://mail.x.example", "smtp://10.0.0.1",
        "smtps://", "smtps://x.example:many", "smtps://user@x.example", "smtps://u:p/w@x.example",
        "smtps://u:p?w@x.example", "smtps://u:p#w@x.example", "smtps://[x", "smtps://x.example/a",
    ],
)  # fmt: skip
def test_a_mail_server_that_is_not_right_or_not_safe_is_refused(url: str) -> None:
    with pytest.raises(Unmailable) as refused:
        mail_server(url)
    assert str(refused.value) in (NO_SERVER, NOT_OPEN)
