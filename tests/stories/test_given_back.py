"""What somebody typed when it cannot be saved: it comes back by the labels of the form."""

from __future__ import annotations

import re
from html import unescape

from httpx import AsyncClient
from tests.builders.browsing import fields
from tests.builders.formation import AT, ready
from tests.builders.service import service, signed_in

from governance.commitments.queries import of_agreement
from governance.formation.actions import put_up_for_decision

HTML = {"accept": "text/html"}


def given_back(page: str) -> dict[str, list[str]]:
    """The labels with what was typed or chosen there."""
    [found] = re.findall(r'<dl class="typed">(.*?)</dl>', page, re.S)
    pairs = re.findall(r"<dt>(.*?)</dt>(.*?)(?=<dt>|\Z)", found, re.S)
    return {
        unescape(label): [unescape(said) for said in re.findall(r"<dd>(.*?)</dd>", said, re.S)]
        for label, said in pairs
    }


async def test_a_commitment_that_somebody_else_changed_first(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        made = await ready(people)
        [first, *_] = await of_agreement(made, by=people.administrator)
        at = f"/afspraken/{made}/toezeggingen/{first.id}"
        async with signed_in(transport, people.administrator) as client:
            typed = fields((await client.get(at, headers=HTML)).text, at)
            assert (await client.post(at, data=typed, headers=HTML)).status_code == 303
            typed |= {"title": ["Een <nieuwe> titel"], "nature": ["result"]}
            last = max(name.split(".")[1] for name in typed if name.startswith("milestones."))
            typed |= {
                f"milestones.{last}.rule": ["on_date"],
                f"milestones.{last}.onDate": ["1-2-28"],
            }
            answer = await client.post(at, data=typed, headers=HTML)
    assert answer.status_code == 409
    assert "Open het opnieuw" in answer.text
    back = given_back(answer.text)
    assert back["Titel"] == ["Een <nieuwe> titel"]
    assert back["Aard"] == ["resultaatsverplichting"]
    assert "Noordstad" in " ".join(back["Toegezegd door"])
    assert back[f"Datum, mijlpaal {int(last) + 1}"] == ["1-2-28"]
    assert back[f"Wanneer, mijlpaal {int(last) + 1}"] == ["op een datum"]
    told = str(back)
    assert not re.search(r"[0-9a-f]{8}-[0-9a-f]{4}|on_date|csrf|'effort'", told), told


async def test_the_parties_of_a_draft_that_was_put_up_meanwhile(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        made = await ready(people)
        at = f"/afspraken/{made}/partijen"
        async with signed_in(transport, people.administrator) as client:
            typed = fields((await client.get(at, headers=HTML)).text, at)
            typed["parties.5.organisationId"] = [str(people.south)]
            await put_up_for_decision(made, None, by=people.administrator, at=AT)
            answer = await client.post(at, data=typed, headers=HTML)
            gone = f"/afspraken/{people.south}/partijen"
            missing = await client.post(gone, data=typed, headers=HTML)
    assert (answer.status_code, missing.status_code) == (409, 404)
    back = given_back(answer.text)
    assert given_back(missing.text) == back
    assert back["Organisatie van partij 1"] == ["Noordstad"]
    assert len(back["Partij 1 handelt via"]) == 2
    assert back["Organisatie van partij 6"] == ["Zuiddorp"]
    assert not re.search(r"[0-9a-f]{8}-[0-9a-f]{4}|signatory", str(back))


async def test_a_form_of_a_session_that_ended(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        at = f"/afspraken/{await ready(people)}/looptijd"
        async with signed_in(transport, people.administrator) as client:
            typed = fields((await client.get(at, headers=HTML)).text, at)
        async with AsyncClient(transport=transport, base_url="http://localhost") as client:
            answer = await client.post(at, data=typed | {"termMonths": ["48"]}, headers=HTML)
            bare = {n: s for n, s in typed.items() if n != "form_words"}
            unnamed = await client.post(at, data=bare, headers=HTML)
            odd = {"form_words": ['{"of": {"title": 7}, "labels": []}']}
            spoilt = await client.post(at, data=typed | odd, headers=HTML)
    assert answer.status_code == 403
    assert given_back(answer.text)["Looptijd in maanden"] == ["48"]
    for one in (unnamed, spoilt):
        assert one.status_code == 403
        assert "Convenant lokale aanpak" in one.text


async def test_a_password_never_comes_back(owner_url: str) -> None:
    async with (
        service(owner_url) as (transport, _),
        AsyncClient(transport=transport, base_url="http://localhost") as client,
    ):
        typed = fields((await client.get("/aanmelden", headers=HTML)).text, "/aanmelden")
        typed |= {"signInName": ["somebody"], "password": ["geheim 1"], "csrf_token": ["x"]}
        answer = await client.post("/aanmelden", data=typed, headers=HTML)
    assert answer.status_code == 403
    assert given_back(answer.text) == {"Aanmeldnaam": ["somebody"]}
    assert "geheim 1" not in answer.text
