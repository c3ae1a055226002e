"""Reading scans: how much it asks of the database, and for whom a signature has some."""

from __future__ import annotations

import pytest
from tests.builders.agreements import AT, decision, organs, signature, up_for_decision
from tests.builders.counting import counted
from tests.builders.files import pdf, png, upload
from tests.builders.parties import cast

from governance.agreements.actions import record_decision, record_signature
from governance.agreements.queries import parties
from governance.agreements.scans.actions import THING, attach_scan
from governance.agreements.scans.queries import scan, scans
from governance.base.errors import NotAllowed, NotFound, Refused, WrongState
from governance.base.settings import Settings
from governance.files.queries import held, kept, opened

pytestmark = pytest.mark.usefixtures("database")


async def test_reading_scans_takes_a_fixed_number_of_queries() -> None:
    people = await cast()
    by, made = people.administrator, await up_for_decision(people)
    [organ, *_] = await organs(made)
    await record_decision(organ, decision(), by=by, at=AT)
    await record_signature(organ, signature(), by=by, at=AT)
    for content, name in ((pdf(), "a.pdf"), (png(), "b.png")):
        await attach_scan(organ, upload(content, name), settings=Settings(), by=by, at=AT)
    found, queries = await counted(scans(organ, by=people.pin_north))
    assert queries == 3
    assert [one.name for one in found.scans] == ["a.pdf", "b.png"]
    one, queries = await counted(scan(organ, found.scans[0].id, by=people.pin_north))
    assert queries == 3
    thing = (THING, organ)
    assert (await counted(kept(thing, by=by)))[1] == 1
    file, queries = await counted(held(one.file_id, thing, by=by))
    assert queries == 1
    content, queries = await counted(opened(file, by=by))
    assert queries == 1
    content.close()
    there, queries = await counted(parties(made, by=people.pin_north))
    assert queries == 3
    [first, *_] = [of for party in there for of in party.authorities if of.id == organ]
    assert first.signature is not None
    assert (first.signature.scans, first.may_attach) == (2, False)


async def test_nothing_is_read_of_a_file_from_who_may_not_attach_it() -> None:
    people = await cast()
    by, made = people.administrator, await up_for_decision(people)
    [organ, *_] = await organs(made)
    broken = upload(b"not even a scan")
    with pytest.raises(WrongState):
        await attach_scan(organ, broken, settings=Settings(), by=by, at=AT)
    await record_decision(organ, decision(), by=by, at=AT)
    await record_signature(organ, signature(), by=by, at=AT)
    for who, told in ((people.pin_north, NotAllowed), (people.outsider, NotFound), (by, Refused)):
        with pytest.raises(told):
            await attach_scan(organ, broken, settings=Settings(), by=who, at=AT)
        assert broken.file.tell() == 0 or told is Refused


async def test_a_file_is_found_only_with_the_thing_that_it_is_of() -> None:
    people = await cast()
    by, made = people.administrator, await up_for_decision(people)
    [organ, other, *_] = await organs(made)
    for of in (organ, other):
        await record_decision(of, decision(), by=by, at=AT)
        await record_signature(of, signature(), by=by, at=AT)
    attached = await attach_scan(organ, upload(pdf()), settings=Settings(), by=by, at=AT)
    file = (await scan(organ, attached, by=by)).file_id
    with pytest.raises(NotFound):
        await scan(other, attached, by=by)
    for thing in ((THING, other), ("agreement", made), ("agreement", organ)):
        with pytest.raises(NotFound):
            await held(file, thing, by=by)
