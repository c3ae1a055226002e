"""Who left, and is taken up elsewhere at the same address, comes in as somebody new would."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.builders.parties import Cast, cast
from tests.builders.people import AT, DAYS, another_administrator, as_of, joining, operator, role

from governance.audit.queries import broken_at
from governance.base.actor import RoleKind
from governance.base.database import DATABASE, Database
from governance.base.errors import Refused, WrongState
from governance.identity.actions import sign_in
from governance.identity.inviting.actions import accept
from governance.identity.inviting.forms import AcceptForm
from governance.identity.inviting.making.actions import Invited
from governance.identity.people.actions import join
from governance.identity.people.forms import RenewalForm
from governance.identity.people.queries import person
from governance.identity.people.renewing.actions import new_access
from governance.identity.roles.actions import give_role
from governance.identity.rules import Caller
from governance.overview.handover.actions import leave
from governance.overview.handover.forms import LeavingForm

ADDRESS = "adviseur@bureau.example"
OLD, NEW = "paard accu nietje klopt", "lamp boter fiets wolkje"
LATER = AT + timedelta(hours=1)


async def a_leaver(region: Cast) -> Invited:
    """Somebody who came in with a password, worked, and left."""
    by = region.administrator
    made = await join(joining(ADDRESS, region.keeper, name="een naam"), by=by, at=AT, days=DAYS)
    await accept(made.token, AcceptForm(OLD), by=None, address="::1", at=AT)
    assert made.person_id
    await leave(made.person_id, LeavingForm(at_once=True), by=by, at=AT)
    return made


async def test_who_left_and_is_taken_up_elsewhere_comes_in_by_the_invitation(
    database: Database,
) -> None:
    region = await cast()
    left = await a_leaver(region)
    by = await another_administrator(region.north)
    asked = joining(ADDRESS, region.north, function="adviseur van elders")
    made = await join(asked, by=by, at=LATER, days=DAYS)
    assert (made.person_id, made.offered) == (left.person_id, False), "the same person goes on"
    old = await DATABASE.fetch("select password_hash from person where id = $1", left.person_id)
    assert [row["password_hash"] for row in old] == [""], "the old way in ended"
    assert await accept(made.token, AcceptForm(NEW), by=None, address="::1", at=LATER)
    comes = await sign_in(ADDRESS, NEW, caller=Caller("::1", ""), at=LATER)
    assert comes
    back = await as_of(made.person_id, LATER)
    assert (back.function, back.organisations) == ("adviseur van elders", {region.north})
    view = await person(made.person_id, by=by, at=LATER)
    assert (view.works, view.name, view.valid_until) == (True, "", None), "nothing of before"
    kinds = await DATABASE.fetch("select kind from notice where person_id = $1", made.person_id)
    assert "access_renewed" in {row["kind"] for row in kinds}
    assert await broken_at(region.north) is None


async def test_who_left_and_whom_one_knows_gets_the_role_on_their_own_page(
    database: Database,
) -> None:
    region = await cast()
    left = await a_leaver(region)
    view = await person(left.person_id, by=region.administrator, at=LATER)
    assert "give_role" in view.verbs
    asked = joining(ADDRESS, region.keeper)
    with pytest.raises(Refused, match="role on their own page"):
        await join(asked, by=region.administrator, at=LATER, days=DAYS)
    boss = await operator()
    verbs = (await person(left.person_id, by=boss, at=LATER)).verbs
    assert "give_role" in verbs and not {"new_access", "send_again"} & set(verbs)
    with pytest.raises(WrongState, match="no_role"):
        await new_access(left.person_id, RenewalForm(), by=boss, at=LATER, days=DAYS, providers=())
    await give_role(left.person_id, role(RoleKind.READER, region.keeper), by=boss, at=LATER)
    assert await sign_in(ADDRESS, OLD, caller=Caller("::1", ""), at=LATER), "as before"
