"""What organisations of the sample region can and cannot do, and where signals go there."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from governance.base.database import DATABASE
from governance.parties.abilities.actions import add_ability
from governance.parties.abilities.forms import AbilityForm
from governance.parties.abilities.rules import AbilityKind
from governance.parties.routes.actions import add_route
from governance.parties.routes.forms import LinkForm, RouteForm
from governance.parties.routes.rules import LinkPart, Source
from governance.parties.rules import ExploitationForm, FunctionKind, TargetGroup
from governance.sample.region import Region

_GROUPING = """select "grouping" as id from committee where id = $1"""
_ABILITIES: tuple[tuple[str, dict[str, Any]], ...] = (
    ("Maastricht", {
        "kind": AbilityKind.POWER, "title": "Sluit een pand of trekt een vergunning in",
        "basis": "Gemeentewet en algemene plaatselijke verordening",
        "detail": "De burgemeester beslist, na een rapportage over wat er in het pand gebeurt.",
    }),
    ("Maastricht", {
        "kind": AbilityKind.LIMIT, "title": "Doet geen opsporing",
        "detail": "Signalen van strafbare feiten gaan naar de politie of de Arbeidsinspectie.",
    }),
    ("GGD", {
        "kind": AbilityKind.SERVICE, "title": "Coördineert de zorg voor slachtoffers",
        "target_groups": [TargetGroup.VICTIMS],
    }),
    ("GGD", {
        "kind": AbilityKind.LIMIT, "title": "Deelt geen medische gegevens zonder toestemming",
        "basis": "Beroepsgeheim",
    }),
    ("Arbeidsinspectie", {
        "kind": AbilityKind.POWER, "title": "Controleert werkgevers en spoort op",
        "basis": "Arbeidswetten en Wet op de bijzondere opsporingsdiensten",
        "target_groups": [TargetGroup.EMPLOYERS, TargetGroup.LABOUR_MIGRANTS],
        "exploitation": [ExploitationForm.LABOUR],
    }),
    ("CoMensha", {
        "kind": AbilityKind.SERVICE, "title": "Zoekt een eerste opvangplek voor slachtoffers",
        "target_groups": [TargetGroup.VICTIMS, TargetGroup.PROFESSIONALS],
    }),
)  # fmt: skip


async def held(region: Region, since: date, at: datetime) -> None:
    """Store what they can and cannot, and two routes, of which one is broken."""
    by, of = region.operator, region.organisations
    for name, said in _ABILITIES:
        await add_ability(of[name], AbilityForm(**said), by=by, at=at)
    [row] = await DATABASE.fetch(_GROUPING, region.committee)
    keeper = of[region.facts.keeper]
    for form in (_of_schools(of, row["id"], since), _of_doctors(of, row["id"], since)):
        await add_route(keeper, form, by=by, at=at)


def _of_schools(of: dict[str, UUID], region: UUID, since: date) -> RouteForm:
    return RouteForm(
        name="Van school of jongerenwerk naar het signalenoverleg",
        source=Source.SCHOOL, region_id=region, without_report=True, valid_from=since,
        note="De school blijft zelf in gesprek met de leerling en de ouders.",
        links=[
            LinkForm(LinkPart.RECEIVES, of["Maastricht"], FunctionKind.DESIGNATED_OFFICER, 1),
            LinkForm(LinkPart.WEIGHS, of["Zorg- en Veiligheidshuis"], None, 5),
            LinkForm(LinkPart.VICTIM, of["GGD"], FunctionKind.CARE_COORDINATOR, 7),
            LinkForm(LinkPart.OFFENDER, of["politie"], None, 7),
        ],
    )  # fmt: skip


def _of_doctors(of: dict[str, UUID], region: UUID, since: date) -> RouteForm:
    """Broken: in Vaals nobody is designated officer, and nobody is named for the offender."""
    return RouteForm(
        name="Van huisarts of ziekenhuis naar de zorg",
        source=Source.MEDICAL, region_id=region, without_report=True, valid_from=since,
        secrecy="Een arts geeft een signaal door met toestemming, of zonder toestemming alleen na "
        "een eigen afweging volgens de meldcode.",
        links=[
            LinkForm(LinkPart.RECEIVES, of["Vaals"], FunctionKind.DESIGNATED_OFFICER, 1),
            LinkForm(LinkPart.VICTIM, of["GGD"], FunctionKind.CARE_COORDINATOR, 3),
            LinkForm(LinkPart.OFFENDER, None, None, 7),
        ],
    )  # fmt: skip
