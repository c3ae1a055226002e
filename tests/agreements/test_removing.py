"""A decision or signature that should not have been recorded is taken out, with the reason."""

from __future__ import annotations

import asyncio
import json
from html import unescape

import pytest
from tests.builders import agreements as build
from tests.builders import parties
from tests.builders.agreements import AT, decision, signature
from tests.builders.service import service, signed_in

from governance.agreements.actions import record_decision, record_signature
from governance.agreements.forms import RemovalForm
from governance.agreements.queries import party_authority
from governance.agreements.removing.actions import remove_decision, remove_signature
from governance.agreements.when.rules import HAS_SIGNED
from governance.audit.queries import history
from governance.base.database import Database
from governance.base.errors import NotAllowed, NotFound, Overtaken, Refused, WrongState

MISTAKE = RemovalForm("Was het besluit van een andere gemeente", 1)


async def test_it_is_as_if_it_was_not_recorded_and_the_trail_keeps_it(database: Database) -> None:
    cast = await parties.cast()
    by = cast.administrator
    made = await build.up_for_decision(cast)
    [first, *_] = await build.organs(made)
    await record_decision(first, decision(number="7"), by=by, at=AT)
    await record_signature(first, signature(), by=by, at=AT)
    with pytest.raises(WrongState) as refused:
        await remove_decision(first, MISTAKE, by=by, at=AT)
    assert refused.value.why == HAS_SIGNED
    await remove_signature(first, MISTAKE, by=by, at=AT)
    assert (await party_authority(first, by=by)).authority.next_step == "record_signature"
    await remove_decision(first, MISTAKE, by=by, at=AT)
    shown = (await party_authority(first, by=by)).authority
    assert (shown.decision, shown.next_step) == (None, "record_decision")
    [*_, signed, decided] = await history(made, by=by)
    assert (signed.verb, decided.verb) == ("remove_signature", "remove_decision")
    noted = json.loads(decided.changes)
    assert (noted["number"], noted["reason"]) == ("7", MISTAKE.reason)
    assert decided.on_behalf_of == shown.authority
    await record_decision(first, decision(number="8"), by=by, at=AT)


async def test_without_a_reason_nothing_is_taken_out(database: Database) -> None:
    cast = await parties.cast()
    by = cast.administrator
    [first, *_] = await build.organs(await build.up_for_decision(cast))
    await record_decision(first, decision(), by=by, at=AT)
    for reason in (" ", "x" * 501):
        with pytest.raises(Refused) as refused:
            await remove_decision(first, RemovalForm(reason, 1), by=by, at=AT)
        assert [c.field for c in refused.value.complaints] == ["reason"]
    assert (await party_authority(first, by=by)).authority.decision


async def test_of_two_who_take_it_out_at_once_the_second_is_told(database: Database) -> None:
    cast = await parties.cast()
    by = cast.administrator
    [first, *_] = await build.organs(await build.up_for_decision(cast))
    await record_decision(first, decision(), by=by, at=AT)
    with pytest.raises(Overtaken):
        await remove_decision(first, RemovalForm("Vergissing", 2), by=by, at=AT)
    twice = (remove_decision(first, MISTAKE, by=by, at=AT) for _ in range(2))
    answers = await asyncio.gather(*twice, return_exceptions=True)
    assert [type(answer) for answer in answers if answer is not None] == [WrongState]


async def test_only_who_may_record_takes_out_and_not_once_all_have_signed(
    database: Database,
) -> None:
    cast = await parties.cast()
    [first, *_] = await build.organs(await build.up_for_decision(cast))
    await record_decision(first, decision(), by=cast.administrator, at=AT)
    for who, error in ((cast.chair, NotAllowed), (cast.outsider, NotFound)):
        with pytest.raises(error):
            await remove_decision(first, MISTAKE, by=who, at=AT)
    [sealed, *_] = await build.organs(await build.signed(cast))
    for remove in (remove_signature, remove_decision):
        with pytest.raises(WrongState):
            await remove(sealed, MISTAKE, by=cast.administrator, at=AT)


async def test_the_page_shows_what_is_taken_out_and_gives_back_what_was_typed(
    owner_url: str,
) -> None:
    async with service(owner_url) as (transport, people):
        by = people.administrator
        made = await build.up_for_decision(people)
        [first, *_] = await build.organs(made)
        await record_decision(first, decision(number="B-77"), by=by, at=AT)
        at = f"/bestuursorganen/{first}/besluiten"
        async with signed_in(transport, by) as client:
            correction = await client.get(f"{at}/correctie")
            page = await client.get(f"{at}/verwijdering")
            html = {"accept": "text/html"}
            long = {"reason": "y" * 501, "version": "1"}
            refused = await client.post(f"{at}/verwijdering", data=long, headers=html)
            told = {"reason": "Vergissing", "version": "1"}
            done = await client.post(f"{at}/verwijdering", data=told, headers=html)
            after = unescape((await client.get(done.headers["location"])).text)
            again = await client.get(f"{at}/verwijdering", headers=html, follow_redirects=True)
        async with signed_in(transport, people.outsider) as client:
            hidden = await client.get(f"{at}/verwijdering")
    assert f"{at}/verwijdering" in correction.text
    assert "B-77" in page.text
    assert refused.status_code == 400 and "y" * 501 in refused.text
    assert done.status_code == 303
    assert "Het besluit is verwijderd." in after and "Besluit verwijderd" in after
    assert "niet meer vastgelegd" in unescape(again.text)
    assert hidden.status_code == 404
