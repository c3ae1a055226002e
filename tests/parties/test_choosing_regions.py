"""Regions in a list to choose from: two of one name are told apart by what they are."""

from __future__ import annotations

from uuid import UUID

from msgspec import Struct

from governance.parties.choosing.pages import places_apart, regions_apart

ONE, TWO, THREE = (UUID(int=number) for number in (1, 2, 3))


class Place(Struct, frozen=True):
    id: UUID
    kind: str
    name: str


def test_only_regions_of_one_name_are_called_by_their_kind() -> None:
    given = [
        Place(ONE, "province", "Drenthe"),
        Place(TWO, "safety_region", "DRENTHE"),
        Place(THREE, "riec", "Noord"),
    ]
    assert regions_apart(given) == [
        (ONE, "Drenthe (provincie)"),
        (TWO, "DRENTHE (veiligheidsregio)"),
        (THREE, "Noord"),
    ]


def test_a_municipality_is_told_apart_from_a_region_of_its_name() -> None:
    given = [Place(ONE, "care_region", "Utrecht"), Place(TWO, "municipality", "Utrecht")]
    assert places_apart(given) == [(ONE, "Utrecht"), (TWO, "Utrecht (gemeente)")]
