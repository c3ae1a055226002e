"""The page on which a region turns parts on and off."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath

from governance.base.errors import N_, NotFound, Refused
from governance.commitments.features import actions, queries, rules
from governance.commitments.features.forms import FeaturesForm
from governance.web.acting import AnyRequest, acts, needs, signed_in
from governance.web.addresses import page
from governance.web.forms import Filled, again, filled
from governance.web.handing import handed_to
from governance.web.pages import redirect, render

_HERE = page("regions", "{region_id:uuid}", "features")


async def _shown(request: AnyRequest, region_id: UUID, form: Filled | None = None) -> Response[Any]:
    view = await queries.features(region_id, by=signed_in(request))
    if form and not view.may_choose:
        raise NotFound
    return render(
        request,
        "commitments/features.html",
        status=400 if form else 200,
        view=view,
        form=form or filled(view),
        rules=rules,
    )


@get(_HERE, opt=needs("feature.read"))
async def features(request: Request[Any, Any, Any], region_id: FromPath[UUID]) -> Response[Any]:
    """What a region uses; who may, turns it on and off here."""
    return await _shown(request, region_id)


@post(_HERE, opt=needs("feature.choose") | acts(actions.choose_features))
async def choose(request: Request[Any, Any, Any], region_id: FromPath[UUID]) -> Response[Any]:
    """Turn parts on and off."""
    try:
        await handed_to(request, FeaturesForm, actions.choose_features, region_id)
    except Refused as refused:
        return await _shown(request, region_id, again(request, refused))
    return redirect(_address(region_id), N_("Saved what the region uses."))


def _address(region_id: UUID) -> str:
    return page("regions", region_id, "features")


ROUTES: list[Any] = [features, choose]
