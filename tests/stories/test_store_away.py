"""The store of files is out of reach: what was asked is not done by half, and nothing is lost."""

from __future__ import annotations

from hashlib import sha256
from uuid import UUID

import httpx
from httpx import Response
from msgspec.structs import replace
from tests.builders.browsing import fields
from tests.builders.files import pdf
from tests.builders.formation import all_but_one_signed
from tests.builders.service import service, signed_in

from governance.base.database import DATABASE
from governance.base.settings import Settings
from governance.files.keeping.remote import STORE, UNREACHABLE

NOWHERE = "http://127.0.0.1:9"
SIGNED = {"signedByFunction": "burgemeester", "signedOn": "2026-11-20", "capacity": "own_right"}


async def standing(agreement: UUID) -> dict[str, object]:
    """How an agreement stands, and how much was written about it."""
    [row] = await DATABASE.fetch(
        """select a.state, (select count(*)::int from signature) as signatures,
                  (select count(*)::int from signature_scan) as scans,
                  (select count(*)::int from stored_file) as files,
                  (select count(*)::int from trail_entry
                   where verb not in ('signed_in', 'signed_out')) as noted
           from agreement a where a.id = $1""",
        agreement,
    )
    return dict(row)


def in_bucket(settings: Settings) -> int:
    """How many objects the bucket has, as the server itself says it."""
    listed: str = httpx.get(f"{settings.s3_endpoint}/afspraken?list-type=2").text
    return listed.count("<Key>")


def told(answer: Response) -> None:
    """It is said that the store is away, and that one may try again."""
    assert answer.status_code == 503, answer.text
    assert answer.json()["detail"] == UNREACHABLE


async def test_the_last_signature_waits_until_the_signed_text_can_be_kept(
    owner_url: str, s3: Settings
) -> None:
    async with service(owner_url, s3) as (transport, people):
        agreement, last = await all_but_one_signed(people)
        at = f"/bestuursorganen/{last}/ondertekeningen"
        before = await standing(agreement)
        STORE.open(replace(s3, s3_endpoint=NOWHERE))
        async with signed_in(transport, people.administrator) as client:
            client.headers["accept-language"] = "en"
            told(await client.post(f"/api/v1{at}", json=SIGNED | {"textVersion": 1}))
            assert await standing(agreement) == before
            client.headers["accept"] = "text/html"
            form = fields((await client.get(at)).text, at)
            form["signedByFunction"] = ["de burgemeester van toen"]
            form |= {"signedOn": ["20-11-2026"], "capacity": ["own_right"]}
            page = await client.post(at, data=form)
            assert page.status_code == 503
            assert UNREACHABLE in page.text
            assert "de burgemeester van toen" in page.text
            assert await standing(agreement) == before
            STORE.open(s3)
            assert (await client.post(at, data=form)).status_code == 303
        after = await standing(agreement)
        assert after["state"] != before["state"]
        assert in_bucket(s3) == after["files"] == 2


async def test_a_scan_is_not_attached_by_half(owner_url: str, s3: Settings) -> None:
    async with service(owner_url, s3) as (transport, people):
        agreement, _ = await all_but_one_signed(people)
        [row] = await DATABASE.fetch("select party_authority from signature limit 1")
        at, file = (
            f"/bestuursorganen/{row['party_authority']}/ondertekeningen/scans",
            {"file": ("blad.pdf", pdf())},
        )
        before = await standing(agreement)
        async with signed_in(transport, people.administrator) as client:
            client.headers["accept-language"] = "en"
            STORE.open(replace(s3, s3_endpoint=NOWHERE))
            told(await client.post(f"/api/v1{at}", files=file))
            page = await client.post(at, files=file, headers={"accept": "text/html"})
            assert page.status_code == 503
            assert UNREACHABLE in page.text
            assert 'enctype="multipart/form-data"' in page.text
            assert await standing(agreement) == before
            STORE.open(s3)
            made = (await client.post(f"/api/v1{at}", files=file)).json()
            assert made["sha256"] == sha256(pdf()).hexdigest()
            again = (await client.post(f"/api/v1{at}", files=file)).json()
            assert again["id"] == made["id"]
        assert (await standing(agreement))["files"] == in_bucket(s3) == 1
