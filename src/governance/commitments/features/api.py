"""What a region uses, for machines."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, get, put
from litestar.params import FromPath

from governance.commitments.features import actions, queries
from governance.commitments.features.forms import FeaturesForm
from governance.web.acting import acts, needs, signed_in
from governance.web.addresses import api
from governance.web.describing import takes
from governance.web.handing import handed_to

_HERE = api("regions", "{region_id:uuid}", "features")


@get(_HERE, opt=needs("feature.read"))
async def features(
    request: Request[Any, Any, Any], region_id: FromPath[UUID]
) -> queries.FeaturesView:
    """What a region uses: `version` is 0 while nothing was ever turned on."""
    return await queries.features(region_id, by=signed_in(request))


@put(
    _HERE,
    opt=needs("feature.choose") | acts(actions.choose_features) | takes(FeaturesForm),
)
async def choose_features(
    request: Request[Any, Any, Any], region_id: FromPath[UUID]
) -> queries.FeaturesView:
    """Turn parts on and off: what is not sent is off. What was filled in stays."""
    await handed_to(request, FeaturesForm, actions.choose_features, region_id)
    return await queries.features(region_id, by=signed_in(request))


ROUTES: list[Any] = [features, choose_features]
