"""Electronic signatures in a PDF: intact or not, what they cover, what came after, and who."""

from __future__ import annotations

import socket
from datetime import date, timedelta
from io import BytesIO

import pytest
from tests.builders.files import pdf
from tests.builders.signing import (
    ISSUER,
    SIGNED_AT,
    WHO,
    added_to,
    overwritten,
    signed_pdf,
    signer,
)

from governance.documents.signed import Later, Signed, signed


def of(content: bytes) -> Signed:
    return signed(BytesIO(content))


async def test_a_signed_file_says_who_when_and_that_nothing_was_changed() -> None:
    found = of(await signed_pdf())
    [one] = found.signatures
    assert (found.unread, one.intact, one.covers_all, one.later) == (0, True, True, "nothing")
    assert (one.subject, one.issuer) == (f"{WHO}, Gemeente Noordstad", ISSUER)
    since = (SIGNED_AT - timedelta(days=30)).date()
    assert (one.valid_from, one.valid_until) == (since, since + timedelta(days=365))
    assert one.signed_at is not None and one.signed_at.tzinfo is not None
    assert (one.in_time, one.weak) == (True, False)


async def test_nobody_is_asked_about_a_certificate_that_says_whom_to_ask(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    content, asked = await signed_pdf(), list[object]()
    for name in ("connect", "connect_ex"):
        monkeypatch.setattr(socket.socket, name, lambda _, at: asked.append(at))
    monkeypatch.setattr(socket, "getaddrinfo", lambda *at, **_: asked.append(at))
    assert of(content).signatures[0].intact
    assert asked == []


async def test_a_certificate_that_had_ended_on_the_day_of_signing_is_told() -> None:
    ended = signer(since=SIGNED_AT - timedelta(days=2000))
    [one] = of(await signed_pdf(by=ended)).signatures
    assert one.valid_until < date(2026, 1, 1) and one.in_time is False


async def test_what_was_overwritten_is_not_intact() -> None:
    [one] = of(overwritten(await signed_pdf())).signatures
    assert (one.intact, one.covers_all) == (False, True)


async def test_what_was_added_after_signing_is_told_apart_from_signing_again() -> None:
    once = await signed_pdf()
    [one] = of(added_to(once)).signatures
    assert (one.intact, one.covers_all, one.later) == (True, False, Later.CHANGED)
    twice = await signed_pdf(once, field="Tweede", by=signer("K. Jansen"))
    first, second = of(twice).signatures
    assert (first.intact, first.covers_all, first.later) == (True, False, Later.SIGNED_ON)
    assert (second.intact, second.covers_all, second.later) == (True, True, Later.NOTHING)


async def test_bytes_behind_the_end_are_not_covered() -> None:
    [one] = of(await signed_pdf() + b"\n% meer\n").signatures
    assert not one.covers_all and one.later is not Later.NOTHING


async def test_a_signature_that_leaves_out_more_than_itself_covers_not_all() -> None:
    content = await signed_pdf()
    place = content.index(b"/ByteRange [") + len(b"/ByteRange [")
    said = content[place : content.index(b"]", place)]
    four = [int(number) for number in said.split()]
    moved = b"%d %d %d %d" % (four[0], four[1] - 5, four[2], four[3] + 5)
    assert len(moved) <= len(said)
    [one] = of(content.replace(said, moved.ljust(len(said)), 1)).signatures
    assert (one.intact, one.covers_all, one.later) == (False, False, Later.UNKNOWN)


def test_a_file_without_a_signature_says_nothing() -> None:
    assert of(pdf()) == Signed()


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7\n%%EOF\n", b"%PDF-1.7" + b"\0" * 5000])
def test_what_is_no_pdf_is_one_that_cannot_be_read(content: bytes) -> None:
    assert of(content) == Signed(unread=1)


async def test_a_signature_that_is_cut_or_nonsense_is_counted_and_the_others_are_told() -> None:
    once = await signed_pdf()
    at = once.index(b"/Contents <") + len(b"/Contents <")
    broken = once[:at] + b"ff" * 40 + once[at + 80 :]
    assert of(broken) == Signed(unread=1)
    twice = await signed_pdf(broken, field="Tweede")
    assert (len(of(twice).signatures), of(twice).unread) == (1, 1)
