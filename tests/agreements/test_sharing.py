"""A draft is for who keeps it, until it is shared with the parties in it."""

from __future__ import annotations

import asyncio

import pytest
from tests.builders import agreements as build
from tests.builders import parties

from governance.agreements.queries import agreement, listed
from governance.agreements.sharing.actions import share_draft, stop_sharing
from governance.audit.queries import history
from governance.base.database import Database
from governance.base.errors import NotAllowed, NotFound, WrongState


async def test_a_party_reads_a_draft_only_while_it_is_shared(database: Database) -> None:
    cast = await parties.cast()
    made = await build.drafted(cast)
    with pytest.raises(NotFound):
        await agreement(made, by=cast.pin_north)
    await share_draft(made, by=cast.administrator, at=build.AT)
    assert (await agreement(made, by=cast.pin_north)).shared_at == build.AT
    assert [a.id for a in (await listed(cast.pin_north)).agreements] == [made]
    for nobody in (cast.outsider, cast.chair):
        with pytest.raises(NotFound):
            await agreement(made, by=nobody)
    with pytest.raises(NotAllowed):
        await stop_sharing(made, by=cast.pin_north, at=build.AT)
    await stop_sharing(made, by=cast.administrator, at=build.AT)
    with pytest.raises(NotFound):
        await agreement(made, by=cast.pin_north)
    acts = [act.verb for act in await history(made, by=cast.administrator)]
    assert acts[-2:] == ["share_draft", "stop_sharing"]


async def test_of_two_who_share_at_once_one_is_told(database: Database) -> None:
    cast = await parties.cast()
    made = await build.drafted(cast)
    both = [share_draft(made, by=cast.administrator, at=build.AT) for _ in range(2)]
    told = await asyncio.gather(*both, return_exceptions=True)
    assert [type(one) for one in told if one] == [WrongState]
    assert (await agreement(made, by=cast.administrator)).verbs.count("stop_sharing") == 1
