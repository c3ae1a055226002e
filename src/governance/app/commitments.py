"""The pages and API routes of commitments: what is promised, kept, measured and shown."""

from __future__ import annotations

from typing import Any

from governance.commitments import api as commitments_api
from governance.commitments import pages as commitments_pages
from governance.commitments.aiming import api as aiming_api
from governance.commitments.aiming import pages as aiming_pages
from governance.commitments.annual_plan import api as annual_plan_api
from governance.commitments.annual_plan import pages as annual_plan_pages
from governance.commitments.audience import api as audience_api
from governance.commitments.audience import pages as audience_pages
from governance.commitments.barriers import api as barriers_api
from governance.commitments.barriers import pages as barriers_pages
from governance.commitments.board import api as board_api
from governance.commitments.board import pages as board_pages
from governance.commitments.bringing_back import api as bringing_back_api
from governance.commitments.bringing_back import pages as bringing_back_pages
from governance.commitments.budget import api as budget_api
from governance.commitments.budget import pages as budget_pages
from governance.commitments.budget.contributing import pages as contributing_pages
from governance.commitments.budget.spending import pages as spending_pages
from governance.commitments.changing import api as changing_api
from governance.commitments.changing import pages as changing_pages
from governance.commitments.connecting import api as connecting_api
from governance.commitments.connecting import pages as connecting_pages
from governance.commitments.days import api as days_api
from governance.commitments.days import pages as days_pages
from governance.commitments.dependence import api as dependence_api
from governance.commitments.dependence import pages as dependence_pages
from governance.commitments.evidence import api as evidence_api
from governance.commitments.evidence import pages as evidence_pages
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
from governance.commitments.measuring.across import api as across_api
from governance.commitments.measuring.across import pages as across_pages
from governance.commitments.measuring.keeping import pages as indicators_pages
from governance.commitments.prioritising import api as prioritising_api
from governance.commitments.prioritising import pages as prioritising_pages
from governance.commitments.timeline import api as timeline_api
from governance.commitments.timeline import pages as timeline_pages

PAGES: list[Any] = [
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
    *indicators_pages.ROUTES,
    *across_pages.ROUTES,
    *executing_pages.ROUTES,
    *audience_pages.ROUTES,
    *evidence_pages.ROUTES,
    *finding_commitments_pages.ROUTES,
    *views_pages.ROUTES,
    *board_pages.ROUTES,
    *prioritising_pages.ROUTES,
    *changing_pages.ROUTES,
    *bringing_back_pages.ROUTES,
]
API: list[Any] = [
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
    *across_api.ROUTES,
    *executing_api.ROUTES,
    *audience_api.ROUTES,
    *evidence_api.ROUTES,
    *finding_commitments_api.ROUTES,
    *views_api.ROUTES,
    *board_api.ROUTES,
    *prioritising_api.ROUTES,
    *changing_api.ROUTES,
    *bringing_back_api.ROUTES,
]
