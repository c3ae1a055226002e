"""Every route of the service, floor by floor."""

from __future__ import annotations

from functools import cache
from typing import Any

import msgspec
from litestar import Response, get

from governance.agreements import api as agreements_api
from governance.agreements import pages as agreements_pages
from governance.commitments import api as commitments_api
from governance.commitments import pages as commitments_pages
from governance.commitments.aiming import api as aiming_api
from governance.commitments.aiming import pages as aiming_pages
from governance.commitments.annual_plan import api as annual_plan_api
from governance.commitments.annual_plan import pages as annual_plan_pages
from governance.commitments.barriers import api as barriers_api
from governance.commitments.barriers import pages as barriers_pages
from governance.commitments.board import api as board_api
from governance.commitments.board import pages as board_pages
from governance.commitments.budget import api as budget_api
from governance.commitments.budget import pages as budget_pages
from governance.commitments.budget.contributing import pages as contributing_pages
from governance.commitments.budget.spending import pages as spending_pages
from governance.commitments.connecting import api as connecting_api
from governance.commitments.connecting import pages as connecting_pages
from governance.commitments.days import api as days_api
from governance.commitments.days import pages as days_pages
from governance.commitments.dependence import api as dependence_api
from governance.commitments.dependence import pages as dependence_pages
from governance.commitments.executing import api as executing_api
from governance.commitments.executing import pages as executing_pages
from governance.commitments.features import api as features_api
from governance.commitments.features import pages as features_pages
from governance.commitments.feeds import api as feeds_api
from governance.commitments.feeds import pages as feeds_pages
from governance.commitments.finding import api as finding_commitments_api
from governance.commitments.finding import pages as finding_commitments_pages
from governance.commitments.finding.views import api as views_api
from governance.commitments.finding.views import pages as views_pages
from governance.commitments.keeping import api as keeping_api
from governance.commitments.keeping import pages as keeping_pages
from governance.commitments.measuring import api as measuring_api
from governance.commitments.measuring import pages as measuring_pages
from governance.commitments.prioritising import api as prioritising_api
from governance.commitments.prioritising import pages as prioritising_pages
from governance.commitments.timeline import api as timeline_api
from governance.commitments.timeline import pages as timeline_pages
from governance.exchange.drawing import api as drawing_api
from governance.exchange.drawing import pages as drawing_pages
from governance.exchange.exporting import api as exporting_api
from governance.exchange.exporting import pages as exporting_pages
from governance.exchange.importing import api as importing_api
from governance.exchange.importing import pages as importing_pages
from governance.formation import api as formation_api
from governance.formation import pages as formation_pages
from governance.identity import api as identity_api
from governance.identity import pages as identity_pages
from governance.identity.people import api as people_api
from governance.identity.people import pages as people_pages
from governance.identity.providers import api as providers_api
from governance.identity.providers import pages as providers_pages
from governance.identity.reviewing import api as reviewing_api
from governance.identity.reviewing import pages as reviewing_pages
from governance.identity.tokens import api as tokens_api
from governance.identity.tokens import pages as tokens_pages
from governance.notices import api as notices_api
from governance.notices import pages as notices_pages
from governance.overview import api as overview_api
from governance.overview import pages as overview_pages
from governance.overview.asking import api as asking_api
from governance.overview.asking import pages as asking_pages
from governance.overview.cards import api as cards_api
from governance.overview.cards import pages as cards_pages
from governance.overview.coverage import api as coverage_api
from governance.overview.coverage import pages as coverage_pages
from governance.overview.executives import api as executives_api
from governance.overview.executives import pages as executives_pages
from governance.overview.finding import api as finding_api
from governance.overview.finding import pages as finding_pages
from governance.overview.handover import api as handover_api
from governance.overview.handover import pages as handover_pages
from governance.overview.maps import pages as maps_pages
from governance.overview.network import api as network_api
from governance.overview.network import pages as network_pages
from governance.overview.permissions import api as permissions_api
from governance.overview.permissions import pages as permissions_pages
from governance.overview.permissions.rules import MATRIX
from governance.overview.reorganisation import api as reorganisation_api
from governance.overview.reorganisation import pages as reorganisation_pages
from governance.overview.trail import api as trail_api
from governance.overview.trail import pages as trail_pages
from governance.parties import api as parties_api
from governance.parties.abilities import api as abilities_api
from governance.parties.abilities import pages as abilities_pages
from governance.parties.fillings import api as fillings_api
from governance.parties.fillings import pages as fillings_pages
from governance.parties.offers import api as offers_api
from governance.parties.offers import pages as offers_pages
from governance.parties.regions import api as regions_api
from governance.parties.regions import pages as regions_pages
from governance.parties.regions.members import pages as members_pages
from governance.parties.register import api as register_api
from governance.parties.register import pages as register_pages
from governance.parties.register.authorities import api as authorities_api
from governance.parties.register.authorities import pages as authorities_pages
from governance.parties.routes import api as routes_api
from governance.parties.routes import pages as routes_pages
from governance.parties.routes.arranging import pages as arranging_pages
from governance.parties.seating import api as seating_api
from governance.parties.seating import pages as seating_pages
from governance.parties.seating.seats import pages as seats_pages
from governance.reporting import api as reporting_api
from governance.reporting import pages as reporting_pages
from governance.web.acting import needs
from governance.web.addresses import API as ADDRESS
from governance.web.describing import description

EVERYWHERE = {
    "Access-Control-Allow-Origin": "*",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
"""The one answer that a page of another site may read: it holds nothing but how to ask."""
PAGES: list[Any] = [
    *identity_pages.ROUTES,
    *providers_pages.ROUTES,
    *people_pages.ROUTES,
    *reviewing_pages.ROUTES,
    *tokens_pages.ROUTES,
    *register_pages.ROUTES,
    *authorities_pages.ROUTES,
    *regions_pages.ROUTES,
    *members_pages.ROUTES,
    *agreements_pages.ROUTES,
    *commitments_pages.ROUTES,
    *keeping_pages.ROUTES,
    *features_pages.ROUTES,
    *aiming_pages.ROUTES,
    *barriers_pages.ROUTES,
    *budget_pages.ROUTES,
    *contributing_pages.ROUTES,
    *spending_pages.ROUTES,
    *annual_plan_pages.ROUTES,
    *dependence_pages.ROUTES,
    *connecting_pages.ROUTES,
    *days_pages.ROUTES,
    *feeds_pages.ROUTES,
    *timeline_pages.ROUTES,
    *measuring_pages.ROUTES,
    *executing_pages.ROUTES,
    *finding_commitments_pages.ROUTES,
    *views_pages.ROUTES,
    *board_pages.ROUTES,
    *prioritising_pages.ROUTES,
    *formation_pages.ROUTES,
    *reporting_pages.ROUTES,
    *overview_pages.ROUTES,
    *permissions_pages.ROUTES,
    *trail_pages.ROUTES,
    *notices_pages.ROUTES,
    *handover_pages.ROUTES,
    *fillings_pages.ROUTES,
    *cards_pages.ROUTES,
    *offers_pages.ROUTES,
    *seating_pages.ROUTES,
    *seats_pages.ROUTES,
    *coverage_pages.ROUTES,
    *maps_pages.ROUTES,
    *network_pages.ROUTES,
    *finding_pages.ROUTES,
    *executives_pages.ROUTES,
    *asking_pages.ROUTES,
    *reorganisation_pages.ROUTES,
    *abilities_pages.ROUTES,
    *routes_pages.ROUTES,
    *arranging_pages.ROUTES,
    *importing_pages.ROUTES,
    *exporting_pages.ROUTES,
    *drawing_pages.ROUTES,
]
API: list[Any] = [
    *identity_api.ROUTES,
    *providers_api.ROUTES,
    *people_api.ROUTES,
    *reviewing_api.ROUTES,
    *tokens_api.ROUTES,
    *agreements_api.ROUTES,
    *commitments_api.ROUTES,
    *keeping_api.ROUTES,
    *features_api.ROUTES,
    *aiming_api.ROUTES,
    *barriers_api.ROUTES,
    *budget_api.ROUTES,
    *annual_plan_api.ROUTES,
    *dependence_api.ROUTES,
    *connecting_api.ROUTES,
    *days_api.ROUTES,
    *feeds_api.ROUTES,
    *timeline_api.ROUTES,
    *measuring_api.ROUTES,
    *executing_api.ROUTES,
    *finding_commitments_api.ROUTES,
    *views_api.ROUTES,
    *board_api.ROUTES,
    *prioritising_api.ROUTES,
    *formation_api.ROUTES,
    *reporting_api.ROUTES,
    *overview_api.ROUTES,
    *permissions_api.ROUTES,
    *trail_api.ROUTES,
    *handover_api.ROUTES,
    *reorganisation_api.ROUTES,
    *parties_api.ROUTES,
    *register_api.ROUTES,
    *authorities_api.ROUTES,
    *regions_api.ROUTES,
    *notices_api.ROUTES,
    *fillings_api.ROUTES,
    *cards_api.ROUTES,
    *offers_api.ROUTES,
    *seating_api.ROUTES,
    *coverage_api.ROUTES,
    *network_api.ROUTES,
    *finding_api.ROUTES,
    *executives_api.ROUTES,
    *asking_api.ROUTES,
    *abilities_api.ROUTES,
    *routes_api.ROUTES,
    *importing_api.ROUTES,
    *exporting_api.ROUTES,
    *drawing_api.ROUTES,
]


def whole_description() -> dict[str, Any]:
    """The description of the API (OpenAPI)."""
    return description(API, frozenset(row.action for row in MATRIX.values() if row.public))


@cache
def _description() -> bytes:
    return msgspec.json.encode(whole_description())


@get(f"{ADDRESS}/openapi.json", sync_to_thread=False, opt=needs("service.open"))
def described() -> Response[bytes]:
    """The description of the API, for whoever wants to use it: pages of others may read it too."""
    return Response(_description(), media_type="application/json", headers=EVERYWHERE)
