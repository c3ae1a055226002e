"""The kind of a commitment and its fields are kept, refused by field, and carried along."""

from __future__ import annotations

import pytest
from tests.builders import parties
from tests.builders.aiming import turned_on
from tests.builders.commitments import AT, commitment, draft_agreement, party

from governance.audit.queries import history
from governance.base.database import DATABASE, Database
from governance.base.errors import NotFound, Refused
from governance.base.ids import new_id
from governance.commitments.actions import set_commitments
from governance.commitments.amending.forms import form_of as form_of_part
from governance.commitments.amending.forms import part_of
from governance.commitments.choosing.queries import kinds_for
from governance.commitments.forms import form_of
from governance.commitments.queries import of_agreement


async def test_the_fields_of_a_kind_are_kept_and_come_back_the_same(database: Database) -> None:
    cast = await parties.cast()
    by = cast.administrator
    agreement = await draft_agreement(cast)
    north, south = await party(agreement, cast.north), await party(agreement, cast.south)
    await party(agreement, cast.police, "adviser")
    form = commitment(
        [north, south], kind="capacity", enforceable=False, priority="high",
        executor_organisation_id=cast.police, informal_partners="Buurthuis\nKerk\n",
        extra={"fte_agreed": 1.5, "covered": "12", "employer": " GGD ", "waiting": ""},
    )  # fmt: skip
    await set_commitments(agreement, [form, commitment([north], key="b")], None, by=by, at=AT)
    view, plain = await of_agreement(agreement, by=by)
    assert (view.kind, view.enforceable, view.priority) == ("capacity", False, "high")
    assert view.extra == {"fte_agreed": "1.5", "covered": "12", "employer": "GGD"}
    assert view.executor_organisation and view.executor_organisation_id == cast.police
    assert view.informal_partners == "Buurthuis\nKerk"
    assert (view.scope, plain.scope) == ("all", "one")
    assert (plain.kind, plain.enforceable, plain.priority) == ("other", None, "normal")
    await set_commitments(agreement, [form_of(view), form_of(plain)], None, by=by, at=AT)
    again, _ = await of_agreement(agreement, by=by)
    assert form_of(again) == form_of(view)
    acts = await history(agreement, by=by)
    assert "changed" not in acts[0].changes and "changed" not in acts[-1].changes


async def test_what_does_not_fit_is_refused_by_field_and_nothing_is_kept(
    database: Database,
) -> None:
    cast = await parties.cast()
    agreement = await draft_agreement(cast)
    north = await party(agreement, cast.north)
    wrong = commitment(
        [north], kind="enforcement", extra={"inspections": "veel", "rhythm": "weekly"},
        executor_organisation_id=new_id(),
    )  # fmt: skip
    strange = commitment([north], key="b", kind="poem", priority="soon")
    with pytest.raises(Refused) as refused:
        await set_commitments(agreement, [wrong, strange], None, by=cast.administrator, at=AT)
    assert sorted(c.field for c in refused.value.complaints) == [
        "commitments.0.executorOrganisationId", "commitments.0.extra.inspections",
        "commitments.0.extra.rhythm", "commitments.1.kind", "commitments.1.priority",
    ]  # fmt: skip
    assert await of_agreement(agreement, by=cast.administrator) == []
    with pytest.raises(NotFound):
        await of_agreement(agreement, by=cast.outsider)


async def test_an_amendment_copies_the_kind_with_all_that_goes_with_it(database: Database) -> None:
    cast = await parties.cast()
    agreement = await draft_agreement(cast)
    north = await party(agreement, cast.north)
    form = commitment(
        [north], kind="training", extra={"share": "80", "content": "a\nb"}, priority="low",
        enforceable=True, executor_organisation_id=cast.south, informal_partners="Kerk",
    )  # fmt: skip
    await set_commitments(agreement, [form], None, by=cast.administrator, at=AT)
    [view] = await of_agreement(agreement, by=cast.administrator)
    part = part_of(view, [cast.north])
    assert form_of_part(part, {cast.north: north}) == form_of(view)


async def test_the_database_knows_no_other_priority(database: Database) -> None:
    cast = await parties.cast()
    agreement = await draft_agreement(cast)
    north = await party(agreement, cast.north)
    await set_commitments(agreement, [commitment([north])], None, by=cast.administrator, at=AT)
    with pytest.raises(Exception, match="commitment_priority"):
        await DATABASE.fetch("update commitment set priority = 'soon'")


async def test_every_kind_can_be_chosen_once_the_region_uses_kinds_or_where_there_is_no_region(
    database: Database,
) -> None:
    cast = await parties.cast()
    by, agreement = cast.administrator, await draft_agreement(cast)
    forms = [commitment([await party(agreement, cast.north)], kind="training")]
    await set_commitments(agreement, forms, None, by=by, at=AT)
    few = [kind.key for kind in await kinds_for(agreement, by=by)]
    assert few == ["training", "other"], "what the agreement has already, and other"
    shown = [kind.key for kind in await kinds_for(agreement, by=by, also="shelter")]
    assert set(shown) == {"training", "shelter", "other"}, "what stands in the form stays"
    await turned_on(cast, AT, "kinds")
    for found in (await kinds_for(agreement, by=by), await kinds_for(new_id(), by=by)):
        assert len(found) == 24 and found[-1].key == "other"
