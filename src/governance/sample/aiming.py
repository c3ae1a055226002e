"""What the sample region wants and uses: one goal that nothing serves, barriers, and waiting."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from governance.base.database import DATABASE
from governance.commitments.aiming.actions import add_aim
from governance.commitments.aiming.forms import AimForm
from governance.commitments.aiming.rules import AimKind
from governance.commitments.barriers.actions import add_barrier
from governance.commitments.barriers.forms import BarrierForm
from governance.commitments.connecting.actions import connect
from governance.commitments.connecting.forms import ConnectionsForm, RaisedRow
from governance.commitments.features.actions import choose_features
from governance.commitments.features.forms import FeaturesForm
from governance.parties.rules import ExploitationForm
from governance.sample.region import Region
from governance.sample.words import words

_ROUTES = {"opleiden": "zien"}
_SERVES = {
    "aandachtsfunctionaris": "zien", "meldroute": "zien", "training": "opleiden",
    "zorgcoordinatie": "helpen", "opvang": "helpen", "informatiebeeld": "weten",
    "preventie": "zien",
}  # fmt: skip
_SEXUAL, _LABOUR = ExploitationForm.SEXUAL, ExploitationForm.LABOUR
_CRIMINAL = ExploitationForm.CRIMINAL
_RAISES = {
    "lokale-aanpak": (("vergunning", [_SEXUAL, _LABOUR]), ("adres", [_LABOUR])),
    "meldroute": (("melden", [_SEXUAL, _LABOUR, _CRIMINAL]),),
    "training": (("melden", [_LABOUR, _CRIMINAL]),),
    "preventie": (("weerbaar", [_SEXUAL, _CRIMINAL]),),
}
_WAITS = {"training": ("aandachtsfunctionaris",), "meldroute": ("aandachtsfunctionaris",)}
_REGION = "select grouping from committee where id = $1"
_KEYS = "select key, id from commitment where agreement = $1"


async def _aims(region_id: UUID, region: Region, at: datetime) -> dict[str, UUID]:
    by = region.secretary
    top = await add_aim(region_id, AimForm(kind=AimKind.VISION, title=words().vision), by=by, at=at)
    made = {}
    for name, title in words().goals.items():
        form = AimForm(kind=AimKind.GOAL, parent_id=top, title=title)
        made[name] = await add_aim(region_id, form, by=by, at=at)
    for name, title in words().routes.items():
        form = AimForm(kind=AimKind.ROUTE, parent_id=made[_ROUTES[name]], title=title)
        made[name] = await add_aim(region_id, form, by=by, at=at)
    return made


async def held(agreement_id: UUID, region: Region, at: datetime) -> None:
    """Store what the region wants and uses, and what its commitments have to do with it."""
    by = region.secretary
    [row] = await DATABASE.fetch(_REGION, region.committee)
    used = FeaturesForm(barriers=True, dependence=True, budget=True, kinds=True, version=0)
    await choose_features(row["grouping"], used, by=by, at=at)
    aims = await _aims(row["grouping"], region, at)
    barriers = {
        name: await add_barrier(row["grouping"], BarrierForm(title=title), by=by, at=at)
        for name, title in words().barriers.items()
    }
    ids = {one["key"]: one["id"] for one in await DATABASE.fetch(_KEYS, agreement_id)}
    for key, commitment in ids.items():
        form = ConnectionsForm(
            aim_ids=[aims[_SERVES[key]]] if key in _SERVES else [],
            barriers=[RaisedRow(barriers[n], forms) for n, forms in _RAISES.get(key, ())],
            waits_for=[ids[one] for one in _WAITS.get(key, ()) if one in ids],
            version=0,
        )
        await connect(agreement_id, commitment, form, by=region.administrator, at=at)
