"""Who is of another organisation gets a copy of a file that does not say who made it; and the
page on which a file is destroyed."""

from __future__ import annotations

import io
from html import unescape
from uuid import UUID

import pytest
from docx import Document
from PIL import Image
from pypdf import PdfReader, PdfWriter
from tests.builders import browsing
from tests.builders.commitments import AT, in_force
from tests.builders.files import pdf
from tests.builders.measuring import line_of
from tests.builders.service import service, signed_in

from governance.base.database import DATABASE
from governance.commitments.evidence.queries import THING
from governance.files.actions import store

HTML = {"accept": "text/html", "accept-language": "nl"}
WHO = "Een Medewerker"
SENT = {"title": "Besluit", "datedOn": "2026-01-02", "declared": "true"}


def a_pdf() -> bytes:
    writer, made = PdfWriter(clone_from=io.BytesIO(pdf())), io.BytesIO()
    writer.add_metadata({"/Author": WHO})
    writer.write(made)
    return made.getvalue()


def a_word_file() -> bytes:
    document, made = Document(), io.BytesIO()
    document.add_paragraph("Besloten is de aanpak vast te stellen.")
    document.core_properties.author = WHO
    document.save(made)
    return made.getvalue()


def a_photo() -> bytes:
    made, exif = io.BytesIO(), Image.Exif()
    exif[0x013B] = WHO
    Image.new("RGB", (4, 2), "red").save(made, "JPEG", exif=exif)
    return made.getvalue()


def said_of(name: str, content: bytes) -> str:
    """What a file says of who made it, read by a program of others."""
    if name.endswith("pdf"):
        return str((PdfReader(io.BytesIO(content)).metadata or {}).get("/Author", ""))
    if name.endswith("docx"):
        return str(Document(io.BytesIO(content)).core_properties.author or "")
    with Image.open(io.BytesIO(content)) as shown:
        return str(shown.getexif().get(0x013B, ""))


@pytest.mark.parametrize(
    ("name", "made"), [("a.pdf", a_pdf), ("a.docx", a_word_file), ("a.jpg", a_photo)]
)
async def test_the_owner_gets_the_file_and_others_a_copy_that_names_nobody(
    owner_url: str, name: str, made: object
) -> None:
    assert callable(made)
    content = made()
    assert said_of(name, content) == WHO
    async with service(owner_url) as (there, people):
        line = f"/toezeggingen/{await line_of(await in_force(people), people.north)}"
        async with signed_in(there, people.pin_north) as client:
            sent = await client.post(
                f"/api/v1{line}/bewijs", data=SENT, files={"file": (name, content)}
            )
            assert sent.status_code == 201, sent.text
            one = f"{line}/bewijs/{sent.json()['id']}/bestanden"
            for at in (one, f"/api/v1{one}"):
                assert (await client.get(at)).content == content, "byte for byte"
        for who in (people.secretary, people.administrator, people.chair):
            async with signed_in(there, who) as client:
                for at in (one, f"/api/v1{one}"):
                    got = await client.get(at)
                    assert got.status_code == 200, got.text
                    assert said_of(name, got.content) == "", who.function
                    assert got.headers["content-disposition"].startswith("attachment")
        for who in (people.pin_south, people.outsider):
            async with signed_in(there, who) as client:
                assert (await client.get(one)).status_code == 404


OWN_NAME = "verslag-van-een-medewerker.pdf"


async def test_a_file_name_is_told_to_its_own_organisation_and_to_officials(owner_url: str) -> None:
    """Others get a name that is made: on the page, in the API, and of the file itself."""
    async with service(owner_url) as (there, people):
        line = f"/toezeggingen/{await line_of(await in_force(people), people.north)}/bewijs"
        async with signed_in(there, people.pin_north) as client:
            for name, content in ((OWN_NAME, a_pdf()), ("foto.jpg", a_photo())):
                sent = await client.post(
                    f"/api/v1{line}", data=SENT, files={"file": (name, content)}
                )
                assert sent.json()["name"] == name
            first = [x["id"] for x in (await client.get(f"/api/v1{line}")).json()][1]
        for who, told in (
            (people.pin_north, True), (people.secretary, True), (people.administrator, True),
            (people.chair, False),
        ):  # fmt: skip
            async with signed_in(there, who) as client:
                for language, made in (("nl", "bewijs-1.pdf"), ("en", "evidence-1.pdf")):
                    asked = {"accept-language": language}
                    named = OWN_NAME if told else made
                    listed = (await client.get(f"/api/v1{line}", headers=asked)).json()
                    assert [x["name"] for x in listed][1] == named
                    shown = (await client.get(line, headers=HTML | asked)).text
                    assert named in shown and (told or OWN_NAME not in shown)
                    for at in (line, f"/api/v1{line}"):
                        file = await client.get(f"{at}/{first}/bestanden", headers=asked)
                        said = file.headers["content-disposition"]
                        assert said == f'attachment; filename="{named}"', who.function


async def test_a_file_of_which_no_copy_can_be_made_is_not_given_to_others(owner_url: str) -> None:
    async with service(owner_url) as (there, people):
        line = f"/toezeggingen/{await line_of(await in_force(people), people.north)}"
        async with signed_in(there, people.pin_north) as client:
            sent = await client.post(
                f"/api/v1{line}/bewijs", data=SENT, files={"file": ("a.jpg", a_photo())}
            )
            one = f"{line}/bewijs/{sent.json()['id']}/bestanden"
        thing = (THING, UUID(line.rpartition("/")[2]))
        broken = await store(
            people.north, thing, "a.pdf", "application/pdf", b"%PDF", {}, by=people.pin_north, at=AT
        )
        await DATABASE.fetch("update evidence set file = $1", broken)
        async with signed_in(there, people.secretary) as client:
            assert (await client.get(f"/api/v1{one}")).status_code == 503, "never the file itself"


async def test_an_administrator_destroys_a_file_by_page_and_by_program(owner_url: str) -> None:
    async with service(owner_url) as (there, people):
        line = f"/toezeggingen/{await line_of(await in_force(people), people.north)}"
        made = []
        async with signed_in(there, people.pin_north) as client:
            for content in (a_pdf(), pdf("2")):
                sent = await client.post(
                    f"/api/v1{line}/bewijs", data=SENT, files={"file": ("a.pdf", content)}
                )
                made.append(f"{line}/bewijs/{sent.json()['id']}")
            page = (await client.get(f"{line}/bewijs", headers=HTML)).text
            assert "vernietigen" not in page, "no linking pin does that"
            assert (await client.get(f"{made[0]}/vernietiging")).status_code == 404
        for who in (people.pin_south, people.outsider, people.secretary):
            async with signed_in(there, who) as client:
                for at in (f"{made[0]}/vernietiging", f"/api/v1{made[0]}/vernietiging"):
                    assert (await client.get(at)).status_code == 404
                    assert (await client.post(at, json={"reason": "x"})).status_code in (403, 404)
        async with signed_in(there, people.administrator) as client:
            at = f"{made[0]}/vernietiging"
            assert at in (await client.get(f"{line}/bewijs", headers=HTML)).text
            form = browsing.fields((await client.get(at, headers=HTML)).text, at)
            warned = await client.post(
                at, data=form | {"reason": ["Over 09/123456-24"]}, headers=HTML
            )
            assert warned.status_code == 400
            assert "lijkt op een parketnummer" in unescape(warned.text)
            form |= {"reason": ["Gegevens over een casus."]}
            assert (await client.post(at, data=form, headers=HTML)).status_code == 303
            listed = (await client.get(f"{line}/bewijs", headers=HTML)).text
            assert "vernietigd" in listed and "Gegevens over een casus." in listed
            done = await client.post(
                f"/api/v1{made[1]}/vernietiging",
                json={"reason": "Gegevens over een casus.", "version": 1},
            )
            assert done.status_code == 200 and done.json()["destroyedAt"], done.text
            stale = await client.post(
                f"/api/v1{made[1]}/vernietiging", json={"reason": "Nog eens."},
                headers={"if-match": '"1"'},
            )  # fmt: skip
            assert stale.status_code == 409
            for one in made:
                assert (await client.get(f"{one}/bestanden")).status_code == 404
        left = await DATABASE.fetch("select content from stored_file")
        assert [row["content"] for row in left] == [None, None]
