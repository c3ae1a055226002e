"""The scan of a signature: attached, seen, fetched and taken off, by who may and nobody else."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from uuid import UUID

import pytest
from httpx import ASGITransport, AsyncClient, Response
from msgspec.structs import replace as replace_structs
from tests.builders.agreements import decision, organs, signature, up_for_decision
from tests.builders.browsing import fields
from tests.builders.commitments import in_force
from tests.builders.files import jpeg, office, pdf, png
from tests.builders.formation import put_up
from tests.builders.parties import Cast, actor
from tests.builders.passwords import hashed
from tests.builders.peers import INFECTED_SCAN
from tests.builders.reporting import open_round, report_of
from tests.builders.service import AT, PASSWORD, SETTINGS, service, signed_in
from tests.builders.signing import ISSUER, WHO, added_to, overwritten, signed_pdf

from governance.agreements.actions import record_decision, record_signature
from governance.base.actor import Actor, RoleKind
from governance.base.database import DATABASE
from governance.base.settings import MEGABYTE, Settings
from governance.files.keeping.remote import STORE
from governance.files.opening.rules import NO_PAGE
from governance.files.rules import ENDING, INFECTED, LATER, NO_FILE, SEVERAL, UNWANTED

SCAN = pdf("het getekende blad")
HASH = sha256(SCAN).hexdigest()


@dataclass(frozen=True)
class Story:
    """An agreement of which the first authority has signed and the second has not."""

    transport: ASGITransport
    people: Cast
    agreement: UUID
    organ: UUID
    other: UUID
    north: Actor

    def administrator(self) -> AbstractAsyncContextManager[AsyncClient]:
        """A client in which the administrator of the keeper is signed in."""
        return signed_in(self.transport, self.people.administrator)

    @property
    def page(self) -> str:
        return f"/bestuursorganen/{self.organ}/ondertekeningen/scans"

    @property
    def api(self) -> str:
        return f"/api/v1{self.page}"


@asynccontextmanager
async def story(owner_url: str, settings: Settings = SETTINGS) -> AsyncIterator[Story]:
    async with service(owner_url, settings) as (transport, people):
        north = await actor(RoleKind.ADMINISTRATOR, organisation=people.north)
        await DATABASE.fetch("update person set password_hash = $1", await hashed(PASSWORD))
        made = await up_for_decision(people)
        first, second, *_ = await organs(made)
        by = people.administrator
        await record_decision(first, decision(), by=by, at=AT)
        await record_signature(first, signature(), by=by, at=AT)
        yield Story(transport, people, made, first, second, north)


async def sent(client: AsyncClient, address: str, content: bytes, name: str = "s.pdf") -> Response:
    return await client.post(address, files={"file": (name, content, "text/html")})


async def attached(told: Story, client: AsyncClient, content: bytes = SCAN) -> str:
    answer = await sent(client, told.api, content)
    assert answer.status_code == 201, answer.text
    found: str = answer.json()["id"]
    return found


def problems(answer: Response) -> list[str]:
    assert answer.status_code == 400, answer.text
    return [error["problem"] for error in answer.json()["errors"]]


async def trail(verb: str) -> list[dict[str, object]]:
    rows = await DATABASE.fetch(
        "select kind, changes from trail_entry where verb = $1 order by number", verb
    )
    return [{"kind": row["kind"], **json.loads(row["changes"])} for row in rows]


async def test_an_administrator_attaches_a_scan_on_the_page_and_everybody_of_it_sees_it(
    owner_url: str,
) -> None:
    async with story(owner_url) as told:
        async with signed_in(told.transport, told.people.administrator) as client:
            client.headers["accept"] = "text/html"
            agreement = (await client.get(f"/afspraken/{told.agreement}")).text
            assert f'href="{told.page}"' in agreement
            empty = (await client.get(told.page)).text
            form = fields(empty, told.page)
            assert 'enctype="multipart/form-data"' in empty
            del client.headers["x-csrf-token"]
            file = {"file": ("Blad één.pdf", SCAN, "application/pdf")}
            without = await client.post(told.page, files=file)
            assert without.status_code == 403
            token = {"csrf_token": form["csrf_token"][0]}
            answer = await client.post(told.page, data=token, files=file)
            assert (answer.status_code, answer.headers["location"]) == (303, told.page)
            shown = (await client.get(told.page)).text
            assert "Blad één.pdf" in shown
            assert HASH in shown
        for who in (told.people.pin_north, told.people.secretary, told.people.pin_south):
            async with signed_in(told.transport, who) as client:
                found = (await client.get(told.api)).json()["scans"]
                assert [scan["name"] for scan in found] == ["Blad één.pdf"]
                got = await client.get(f"{told.page}/{found[0]['id']}")
                assert got.content == SCAN
                page = (await client.get(told.page, headers={"accept": "text/html"})).text
                assert "multipart" not in page
                assert f"/{found[0]['id']}/verwijdering" not in page


async def test_who_may_not_neither_attaches_nor_sees(owner_url: str) -> None:
    async with story(owner_url) as told:
        async with signed_in(told.transport, told.people.administrator) as client:
            made = await attached(told, client)
        for who in (told.people.pin_north, told.people.secretary, told.people.outsider):
            async with signed_in(told.transport, who) as client:
                for address in (told.page, told.api):
                    assert (await sent(client, address, png())).status_code == 404
                    gone = await client.post(f"{address}/{made}/verwijdering", json={"reason": "x"})
                    assert gone.status_code == 404
        async with signed_in(told.transport, told.people.outsider) as client:
            for address in (told.page, told.api, f"{told.page}/{made}", f"{told.api}/{made}"):
                assert (await client.get(address)).status_code == 404
        async with AsyncClient(transport=told.transport, base_url="http://localhost") as nobody:
            assert (await nobody.get(f"{told.api}/{made}")).status_code == 401
        rows = await DATABASE.fetch("select count(*)::int as number from stored_file")
        assert rows[0]["number"] == 1


async def test_the_organisation_of_the_party_attaches_its_own_and_no_other(owner_url: str) -> None:
    async with story(owner_url) as told:
        async with signed_in(told.transport, told.north) as client:
            await attached(told, client)
        third = (await organs(told.agreement))[2]
        async with signed_in(told.transport, told.north) as client:
            south = replace(told, organ=third)
            assert (await sent(client, south.api, SCAN)).status_code == 404


async def test_what_is_no_scan_is_refused_with_why(owner_url: str) -> None:
    async with story(owner_url) as told:
        async with signed_in(told.transport, told.people.administrator) as client:
            client.headers["accept-language"] = "en"
            kinds = UNWANTED.format(kinds="PDF, PNG, JPEG")
            assert problems(await sent(client, told.api, office(), "a.docx")) == [kinds]
            assert problems(await sent(client, told.api, b"<html>", "a.pdf")) == [kinds]
            ending = ENDING.format(ending=".png", kind="PDF")
            assert problems(await sent(client, told.api, SCAN, "a.png")) == [ending]
            assert problems(await client.post(told.api, data={"x": "y"})) == [NO_FILE]
            both = [("file", ("a.pdf", SCAN)), ("file", ("b.pdf", pdf("een ander blad")))]
            assert problems(await client.post(told.api, files=both)) == [SEVERAL]
            assert problems(await sent(client, told.api, pdf(pages=0), "a.pdf")) == [NO_PAGE]
            client.headers["accept"] = "text/html"
            page = await client.post(told.page, files=both)
            assert page.status_code == 400
            assert SEVERAL in page.text
            page = await sent(client, told.page, office(), "a.docx")
            assert page.status_code == 400
            assert kinds in page.text
            assert 'href="#f-file"' in page.text
            assert (await sent(client, f"{told.api}", b"x" * 0)).status_code == 400
        assert await DATABASE.fetch("select 1 from stored_file") == []
        assert await trail("attach_scan") == []


async def test_a_very_long_name_is_cut_and_the_file_is_taken(owner_url: str) -> None:
    async with story(owner_url) as told:
        async with signed_in(told.transport, told.people.administrator) as client:
            page = await sent(client, told.page, SCAN, "handtekening " * 400 + ".pdf")
            assert page.status_code == 303, page.text
        [row] = await DATABASE.fetch("select name from stored_file")
        assert row["name"].startswith("handtekening handtekening")
        assert row["name"].endswith(".pdf")
        assert len(row["name"]) <= 200


async def test_only_a_recorded_signature_has_scans(owner_url: str) -> None:
    async with story(owner_url) as told:
        unsigned = replace(told, organ=told.other)
        async with signed_in(told.transport, told.people.administrator) as client:
            assert (await sent(client, unsigned.api, SCAN)).status_code == 409
            back = await client.get(unsigned.page, headers={"accept": "text/html"})
            assert back.headers["location"] == f"/afspraken/{told.agreement}"


async def test_the_limit_holds_there_and_an_ordinary_one_everywhere_else(owner_url: str) -> None:
    settings = replace_structs(SETTINGS, upload_limit=2)
    async with story(owner_url, settings) as told:
        async with signed_in(told.transport, told.people.administrator) as client:
            client.headers["accept-language"] = "en"
            less = 2 * MEGABYTE - 1000
            fits = pdf("x" * (less + 2 * MEGABYTE - len(pdf("x" * less))))
            assert len(fits) == 2 * MEGABYTE
            await attached(told, client, fits)
            assert problems(await sent(client, told.api, fits + b"\n")) == [
                "This file is too large: at most 2 MB."
            ]
            for size in (4 * MEGABYTE, 40 * MEGABYTE):
                assert (await sent(client, told.api, b"x" * size)).status_code == 413
            terms = f"/api/v1/afspraken/{told.agreement}/terugname"
            assert (await sent(client, terms, fits)).status_code == 413
            plain = {"content-type": "application/json"}
            text = b'{"a": "' + b"x" * 1_100_000 + b'"}'
            assert (await client.post(told.api, content=text, headers=plain)).status_code == 413
        async with AsyncClient(transport=told.transport, base_url="http://localhost") as nobody:
            nobody.headers["accept"] = "text/html"
            refused = await sent(nobody, told.page, fits)
            assert refused.status_code in (403, 303)


async def test_a_download_is_proved_named_and_noted(owner_url: str) -> None:
    async with story(owner_url) as told, told.administrator() as client:
        made = await attached(told, client)
        at = f"{told.page}/{made}"
        whole = await client.get(at)
        assert whole.headers["content-disposition"] == 'attachment; filename="s.pdf"'
        assert whole.headers["content-type"] == "application/pdf"
        assert whole.headers["cache-control"] == "private, no-store"
        assert whole.headers["x-content-type-options"] == "nosniff"
        assert whole.headers["content-security-policy"].startswith("sandbox; default-src 'none'")
        assert whole.headers["etag"] == f'"{HASH}"'
        assert int(whole.headers["content-length"]) == len(SCAN)
        same = await client.get(at, headers={"if-none-match": f'"{HASH}"'})
        assert (same.status_code, same.content) == (304, b"")
        head = await client.head(at)
        assert (head.status_code, head.content) == (200, b"")
        assert head.headers["content-length"] == str(len(SCAN))
        part = await client.get(at, headers={"range": "bytes=5-9"})
        assert (part.status_code, part.content) == (206, SCAN[5:10])
        assert part.headers["content-range"] == f"bytes 5-9/{len(SCAN)}"
        stale = {"range": "bytes=5-9", "if-range": '"another"'}
        assert (await client.get(at, headers=stale)).status_code == 200
        beyond = await client.get(at, headers={"range": "bytes=9999-"})
        assert beyond.status_code == 416
        assert beyond.headers["content-range"] == f"bytes */{len(SCAN)}"
        noted = await trail("download")
        assert [one.get("range") for one in noted] == [None, "5-9", None]
        assert {(one["kind"], one["sha256"]) for one in noted} == {("party_authority", HASH)}


async def test_only_a_picture_or_pdf_is_shown_in_the_browser_and_only_when_asked(
    owner_url: str,
) -> None:
    async with story(owner_url) as told, told.administrator() as client:
        for content, name in ((png(), "a.png"), (jpeg(), "a.jpeg")):
            answer = await sent(client, told.api, content, name)
            at = f"{told.page}/{answer.json()['id']}"
            shown = await client.get(f"{at}?inline=true")
            assert shown.headers["content-disposition"].startswith("inline; ")
            assert shown.headers["content-security-policy"].startswith("sandbox; ")
            asked = await client.get(f"{at}?inline=yes")
            assert asked.headers["content-disposition"].startswith("attachment; ")


async def test_who_presses_twice_attaches_once(owner_url: str) -> None:
    async with story(owner_url) as told, told.administrator() as client:
        answers = await asyncio.gather(*(attached(told, client) for _ in range(4)))
        assert len(set(answers)) == 1
        assert len(await trail("attach_scan")) == 1
        rows = await DATABASE.fetch("select count(*)::int as number from stored_file")
        assert rows[0]["number"] == 1


async def test_a_scan_is_taken_off_with_a_reason_and_its_file_stays(owner_url: str) -> None:
    async with story(owner_url) as told, told.administrator() as client:
        made = await attached(told, client)
        client.headers["accept"] = "text/html"
        at = f"{told.page}/{made}/verwijdering"
        form = fields((await client.get(at)).text, at)
        assert (await client.post(at, data=form)).status_code == 400
        form["reason"] = ["Hoort bij een andere afspraak"]
        assert (await client.post(at, data=form)).headers["location"] == told.page
        assert (await client.get(f"{told.page}/{made}")).status_code == 404
        assert (await client.get(told.api)).json()["scans"] == []
        again = await client.post(f"{told.api}/{made}/verwijdering", json={"reason": "x"})
        assert again.status_code == 409
        page = (await client.get(f"/afspraken/{told.agreement}")).text
        assert "Hoort bij een andere afspraak" in page
        [noted] = await trail("remove_scan")
        assert (noted["reason"], noted["sha256"]) == ("Hoort bij een andere afspraak", HASH)
        [row] = await DATABASE.fetch("select content from stored_file")
        assert bytes(row["content"]) == SCAN
        assert await attached(told, client) != made


async def test_two_who_take_it_off_at_once_one_is_told(owner_url: str) -> None:
    async with story(owner_url) as told, told.administrator() as client:
        at = f"{told.api}/{await attached(told, client)}/verwijdering"
        answers = await asyncio.gather(
            *(client.post(at, json={"reason": f"reden {n}"}) for n in range(2))
        )
        assert sorted(answer.status_code for answer in answers) == [200, 409]


@pytest.mark.parametrize("how", ["removed", "taken back"])
async def test_scans_come_off_with_their_signature(owner_url: str, how: str) -> None:
    async with story(owner_url) as told:
        async with signed_in(told.transport, told.people.administrator) as client:
            made = await attached(told, client)
            if how == "removed":
                sign = f"/api/v1/bestuursorganen/{told.organ}/ondertekeningen/verwijdering"
                done = await client.post(sign, json={"reason": "vergissing", "version": 1})
                [noted] = await trail("remove_signature")
            else:
                other = f"/api/v1/bestuursorganen/{told.other}/besluiten"
                no = {"decidedBy": "x", "decidedOn": "2027-01-10", "number": "1", "textVersion": 1}
                await client.post(other, json=no | {"outcome": "declined", "reason": "Nee."})
                done = await client.post(f"/api/v1/afspraken/{told.agreement}/terugname", json={})
                [noted] = await trail("take_back")
            assert done.status_code == (200 if how == "removed" else 201), done.text
            assert noted["scans_dropped"] == 1
            assert (await client.get(f"{told.api}/{made}")).status_code == 404
        [row] = await DATABASE.fetch("select removed_at is not null as off from signature_scan")
        assert row["off"]
        assert len(await DATABASE.fetch("select 1 from stored_file")) == 1


async def test_a_signature_has_no_more_scans_than_it_may(owner_url: str) -> None:
    async with story(owner_url) as told, told.administrator() as client:
        for number in range(10):
            await attached(told, client, pdf(str(number)))
        assert (await sent(client, told.api, SCAN)).status_code == 400
        page = (await client.get(told.page, headers={"accept-language": "nl"})).text
        assert "hoogstens 10 scans" in page
        assert 'type="file"' not in page


async def test_a_scan_with_a_virus_is_refused_and_noted(owner_url: str, scanner: str) -> None:
    async with (
        story(owner_url, replace_structs(SETTINGS, clamd=scanner)) as told,
        told.administrator() as client,
    ):
        client.headers["accept-language"] = "en"
        assert problems(await sent(client, told.api, INFECTED_SCAN)) == [INFECTED]
        client.headers["accept"] = "text/html"
        page = await sent(client, told.page, INFECTED_SCAN)
        assert page.status_code == 400
        assert INFECTED in page.text
        assert [one["found"] for one in await trail("refuse_file")] == 2 * [
            "Own.Eicar-Test.UNOFFICIAL"
        ]
        assert await DATABASE.fetch("select 1 from stored_file") == []
        await attached(told, client)


async def test_without_an_answer_of_the_scanner_nothing_is_taken(owner_url: str) -> None:
    async with (
        story(owner_url, replace_structs(SETTINGS, clamd="tcp://127.0.0.1:9")) as told,
        told.administrator() as client,
    ):
        client.headers["accept-language"] = "en"
        answer = await sent(client, told.api, SCAN)
        assert (answer.status_code, answer.json()["detail"]) == (503, LATER)
        client.headers["accept"] = "text/html"
        page = await sent(client, told.page, SCAN)
        assert page.status_code == 503
        assert LATER in page.text
        assert 'enctype="multipart/form-data"' in page.text
        assert await DATABASE.fetch("select 1 from stored_file") == []


@pytest.mark.parametrize(
    "name", ["../../../outside.pdf", "..\\..\\outside.pdf", "/outside.pdf", "%2e%2e%2foutside.pdf"]
)
async def test_no_name_that_somebody_chose_reaches_the_file_system(
    owner_url: str, folder: Settings, name: str
) -> None:
    async with story(owner_url, folder) as told, told.administrator() as client:
        answer = await sent(client, told.api, SCAN, name)
        assert answer.status_code == 201
        at = f"{told.api}/{answer.json()['id']}"
        kept = [path for path in Path(folder.files).parent.rglob("*") if path.is_file()]
        assert kept == [Path(folder.files) / HASH[:2] / HASH]
        said = (await client.get(at)).headers["content-disposition"]
        assert said.endswith('outside.pdf"')
        assert "/" not in said
        assert "\\" not in said


async def test_a_scan_in_a_bucket_is_given_back_or_told_to_be_lost(
    owner_url: str, s3: Settings
) -> None:
    async with story(owner_url, s3) as told, told.administrator() as client:
        client.headers["accept-language"] = "en"
        large = pdf(bytes(range(65, 91)).decode() * 300_000)
        for content in (SCAN, large):
            at = f"{told.api}/{await attached(told, client, content)}"
            assert (await client.get(at)).content == content
        [row] = await DATABASE.fetch("select count(content)::int as number from stored_file")
        assert row["number"] == 0
        STORE.open(replace_structs(s3, files="s3://afspraken/elders"))
        lost = await client.get(at)
        assert lost.status_code == 500
        assert "s.pdf is not there any more" in lost.json()["detail"]
        assert len(await trail("download")) == 2
        STORE.open(replace_structs(s3, s3_endpoint="http://127.0.0.1:9"))
        away = await client.get(at)
        assert away.status_code == 503
        assert "Try again later" in away.json()["detail"]


async def test_documents_that_are_made_are_noted_as_exports(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        asked = await put_up(people)
        made = await in_force(people)
        a_round = await open_round(people, made)
        report = await report_of(a_round, people.north, people.pin_north)
        addresses = {
            f"/afspraken/{asked}/documenten/pdf": people.administrator,
            f"/api/v1/afspraken/{asked}/documenten/docx": people.administrator,
            f"/rapportages/{report.id}/documenten/docx": people.pin_north,
            f"/rapportagerondes/{a_round}/documenten/docx": people.secretary,
        }
        for number, (address, who) in enumerate(addresses.items(), 1):
            async with signed_in(transport, who) as client:
                answer = await client.get(address)
                assert answer.status_code == 200, address
                assert answer.headers["content-disposition"].startswith("attachment; ")
                assert answer.headers["cache-control"] == "private, no-store"
                assert (await client.head(address)).status_code == 200
                assert (await client.get(f"{address}x")).status_code == 404
                noted = await trail("export")
                assert len(noted) == number, address
        assert {one["kind"] for one in noted} == {"agreement", "report", "regional_report"}
        assert all(str(one["file"]).endswith((".pdf", ".docx")) for one in noted)


async def test_an_electronic_signature_in_a_pdf_is_read_and_its_facts_are_shown(
    owner_url: str, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    """Intact, added to, or unreadable; never vouched for, and no name outside the scan."""
    caplog.set_level(0)
    async with story(owner_url) as told:
        once = await signed_pdf()
        async with told.administrator() as client:
            for name, content in (
                ("goed.pdf", once),
                ("gewijzigd.pdf", added_to(once)),
                ("overschreven.pdf", overwritten(once)),
                ("gewoon.pdf", pdf()),
                ("plaatje.png", png()),
            ):
                assert (await sent(client, told.api, content, name)).status_code == 201
            scans = (await client.get(told.api)).json()["scans"]
            by_name = {scan["name"]: scan["electronic"] for scan in scans}
            assert by_name["plaatje.png"] is None
            assert by_name["gewoon.pdf"] == {"signatures": [], "unread": 0}
            facts = {
                name: (one["intact"], one["coversAll"], one["later"])
                for name, found in by_name.items()
                for one in (found or {}).get("signatures", ())
            }
            assert facts == {
                "goed.pdf": (True, True, "nothing"),
                "gewijzigd.pdf": (True, False, "changed"),
                "overschreven.pdf": (False, True, "nothing"),
            }
            shown = (await client.get(told.page, headers={"accept": "text/html"})).text
            assert shown.count(WHO) == 3 and shown.count(ISSUER) == 3
            assert shown.count("niet nagekeken op een vertrouwenslijst") == 4
            agreement = f"/afspraken/{told.agreement}"
            other = [agreement, f"{agreement}/spoor", f"/api/v1{agreement}/partijen"]
            for address in other:
                answer = await client.get(address, headers={"accept": "text/html"})
                assert answer.status_code == 200 and WHO not in answer.text, address
        async with signed_in(told.transport, told.people.pin_south) as client:
            assert WHO in (await client.get(told.page, headers={"accept": "text/html"})).text
        async with signed_in(told.transport, told.people.outsider) as client:
            assert (await client.get(told.page)).status_code == 404
        rows = await DATABASE.fetch("select e::text as said from trail_entry e")
        apart = await DATABASE.fetch("select p::text as said from trail_personal p")
        kept = "".join(row["said"] for row in (*rows, *apart))
        kept += "".join(capsys.readouterr()) + caplog.text
        assert WHO not in kept and ISSUER not in kept
