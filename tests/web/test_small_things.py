"""Answers of the whole service that name each thing once, and as it is."""

from __future__ import annotations

from tests.builders.service import service, signed_in

from governance.app.routes import API

ENDS = ("verwijdering", "wissing", "beeindiging", "intrekking")


def test_what_ends_or_erases_makes_nothing_so_no_answer_says_created() -> None:
    found = [r for r in API if "POST" in r.http_methods and min(r.paths).endswith(ENDS)]
    assert len(found) > 10
    assert [min(r.paths) for r in found if r.status_code not in (200, 204)] == []


async def test_a_file_says_how_it_is_written_once(owner_url: str) -> None:
    async with (
        service(owner_url) as (transport, people),
        signed_in(transport, people.administrator) as client,
    ):
        for path in ("/mensen/uitvoer", "/rechten/uitvoer", "/api/v1/rechten/uitvoer"):
            answer = await client.get(path)
            assert answer.headers.get_list("content-type") == ["text/csv; charset=utf-8"], path
