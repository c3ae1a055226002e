"""What a form lets choose, said so that two of one name are told apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Protocol
from uuid import UUID

from governance.base.errors import N_
from governance.parties.rules import OrganisationKind
from governance.parties.words import GROUPING_WORDS
from governance.web.pages import gettext

_OF_A_KIND = N_("{name} ({kind})")
_TOWN = N_("{name} (municipality)")


class Region(Protocol):
    """What has to be known of a region to name it."""

    @property
    def id(self) -> UUID: ...
    @property
    def kind(self) -> str: ...
    @property
    def name(self) -> str: ...


def regions_apart(regions: Iterable[Region]) -> list[tuple[UUID, str]]:
    """Regions as a list to choose from: by name, with its kind where another has that name too
    (the province, the safety region and the RIEC area of a part of the country often do)."""
    given = list(regions)
    named = Counter(one.name.casefold() for one in given)
    return [(one.id, _said(one) if named[one.name.casefold()] > 1 else one.name) for one in given]


def places_apart(places: Iterable[Region]) -> list[tuple[UUID, str]]:
    """Regions and then municipalities as a list to choose from, each told apart."""
    given = list(places)
    towns = [one for one in given if one.kind == OrganisationKind.MUNICIPALITY]
    regions = regions_apart(one for one in given if one.kind != OrganisationKind.MUNICIPALITY)
    return [*regions, *((one.id, gettext(_TOWN, name=one.name)) for one in towns)]


def _said(region: Region) -> str:
    return gettext(_OF_A_KIND, name=region.name, kind=gettext(GROUPING_WORDS[region.kind]))
