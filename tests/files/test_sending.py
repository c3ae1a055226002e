"""Headers of a file that goes out."""

from __future__ import annotations

import pytest

from governance.files.sending.rules import Part, disposition, part_asked


def test_a_plain_name_is_said_once() -> None:
    assert disposition("scan.pdf") == 'attachment; filename="scan.pdf"'
    assert disposition("scan.pdf", inline=True) == 'inline; filename="scan.pdf"'


def test_another_name_is_said_in_plain_letters_and_as_it_is() -> None:
    assert disposition("één scan.pdf") == (
        "attachment; filename=\"een scan.pdf\"; filename*=UTF-8''%C3%A9%C3%A9n%20scan.pdf"
    )


def test_a_name_cannot_begin_another_header_or_parameter() -> None:
    said = disposition('a"; filename="x.exe\r\nSet-Cookie: a=b.pdf')
    assert "\r" not in said
    assert "\n" not in said
    assert said.count('"') == 2


@pytest.mark.parametrize(
    ("asked", "part"),
    [
        ("", None),
        ("bytes=0-9", Part(0, 9)),
        ("bytes=90-", Part(90, 99)),
        ("bytes=90-500", Part(90, 99)),
        ("bytes=-10", Part(90, 99)),
        ("bytes=-500", Part(0, 99)),
        ("bytes=0-0", Part(0, 0)),
        ("bytes=0-1,5-6", None),
        ("bytes=9-3", None),
        ("bytes=-", None),
        ("lines=0-9", None),
        ("nonsense", None),
    ],
)
def test_a_part_is_asked_as_the_standard_says(asked: str, part: Part | None) -> None:
    assert part_asked(asked, 100) == part


@pytest.mark.parametrize("asked", ["bytes=100-", "bytes=200-300", "bytes=-0"])
def test_a_part_beyond_the_end_is_refused(asked: str) -> None:
    with pytest.raises(ValueError, match="bytes"):
        part_asked(asked, 100)
