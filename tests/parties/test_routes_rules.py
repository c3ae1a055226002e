"""What makes a route a broken one, and what is wrong with one that is handed in. No database."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace
from tests.builders.routes import links as handed
from tests.builders.routes import routed

from governance.base.ids import new_id
from governance.parties.routes.forms import LinkForm
from governance.parties.routes.rules import (
    MOST,
    Flaw,
    Link,
    LinkPart,
    Source,
    Why,
    flaws,
    link_complaints,
    route_complaints,
)
from governance.parties.rules import FunctionKind

WHO = new_id()


def link(part: LinkPart, place: int = 1, **fields: Any) -> Link:
    return Link(**{"place": place, "part": part, "organisation_id": WHO, **fields})


WHOLE = [link(part, place) for place, part in enumerate(LinkPart, 1)]


def test_a_route_with_everybody_there_holds() -> None:
    assert flaws(WHOLE) == []


def test_nobody_has_to_weigh_a_signal() -> None:
    assert flaws([one for one in WHOLE if one.part is not LinkPart.WEIGHS]) == []


@pytest.mark.parametrize("part", [LinkPart.RECEIVES, LinkPart.VICTIM, LinkPart.OFFENDER])
def test_a_part_that_is_not_there_breaks_the_route(part: LinkPart) -> None:
    assert flaws([one for one in WHOLE if one.part is not part]) == [Flaw(part, Why.MISSING)]


def test_a_route_without_links_misses_each_part_that_it_needs() -> None:
    parts = [LinkPart.RECEIVES, LinkPart.VICTIM, LinkPart.OFFENDER]
    assert flaws([]) == [Flaw(part, Why.MISSING) for part in parts]


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"organisation_id": None}, Why.NOBODY),
        ({"organisation_id": None, "function": "linking_pin", "filled": False}, Why.NOBODY),
        ({"ended": True}, Why.ENDED),
        ({"ended": True, "function": "linking_pin", "filled": False}, Why.ENDED),
        ({"function": "linking_pin", "filled": False}, Why.VACANT),
    ],
)
@pytest.mark.parametrize("place", range(len(WHOLE)))
def test_each_link_that_does_not_hold_is_named_with_the_plainest_reason(
    place: int, fields: dict[str, Any], why: Why
) -> None:
    broken = [replace(one, **fields) if n == place else one for n, one in enumerate(WHOLE)]
    assert flaws(broken) == [Flaw(WHOLE[place].part, why, place + 1)]


def test_a_function_that_is_filled_or_not_named_does_not_break_a_route() -> None:
    assert flaws([replace(one, function="linking_pin") for one in WHOLE]) == []
    assert flaws([replace(one, filled=False) for one in WHOLE]) == []


def test_one_who_is_gone_breaks_the_route_also_where_another_follows_up_too() -> None:
    another = link(LinkPart.VICTIM, 5, ended=True)
    assert flaws([*WHOLE, another]) == [Flaw(LinkPart.VICTIM, Why.ENDED, 5)]


def fields_of(form: Any, regions: frozenset[Any] = frozenset()) -> list[str]:
    return [one.field for one in route_complaints(form, regions)]


def test_a_medical_source_asks_for_a_note_on_professional_secrecy() -> None:
    assert fields_of(routed(source=Source.MEDICAL)) == ["secrecy"]
    assert fields_of(routed(source=Source.MEDICAL, secrecy=" \n")) == ["secrecy"]
    assert fields_of(routed(source=Source.MEDICAL, secrecy="Alleen met toestemming")) == []
    assert fields_of(routed(source=Source.CARE)) == []


def test_a_region_is_one_of_the_keeper_and_an_end_is_not_before_the_beginning() -> None:
    begin = routed().valid_from
    early = begin.replace(year=begin.year - 1)
    assert fields_of(routed(region_id=WHO)) == ["regionId"]
    assert fields_of(routed(region_id=WHO), frozenset({WHO})) == []
    assert fields_of(routed(valid_until=early, name=" ")) == ["name", "validUntil"]
    assert fields_of(routed(valid_until=begin)) == []


def test_an_empty_row_is_no_link_and_a_row_without_its_part_is_complained_of() -> None:
    rows = [LinkForm(), LinkForm(organisation_id=WHO), LinkForm(within_days=0), LinkForm()]
    found = [one.field for one in link_complaints(rows, {WHO: True})]
    assert found == ["links.1.part", "links.2.part"]
    named = [LinkForm(function=FunctionKind.LINKING_PIN)]
    assert [one.field for one in link_complaints(named, {})] == ["links.0.part"]


def test_an_organisation_that_is_not_there_is_complained_of_at_its_row() -> None:
    rows = handed(WHO, new_id(), WHO)
    found = [one.field for one in link_complaints(rows, {WHO: True})]
    assert found == ["links.1.organisationId"]
    assert [one.field for one in link_complaints(rows[:1], {WHO: False})] == [
        "links.0.organisationId"
    ]


def test_a_route_has_a_bounded_number_of_links() -> None:
    rows = [LinkForm(LinkPart.RECEIVES)] * (MOST + 1)
    assert [one.field for one in link_complaints(rows, {})] == ["links"]
    assert list(link_complaints(rows[1:], {})) == []
