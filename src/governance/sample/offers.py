"""The prevention offer of the sample region: with a gap, and two that may be double."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from governance.parties.offers.actions import add_offer
from governance.parties.offers.forms import OfferForm
from governance.parties.offers.rules import AreaReach, Method
from governance.parties.rules import TargetGroup
from governance.sample.region import Region


async def held(region: Region, since: date, at: datetime) -> None:
    """Store what some organisations offer."""
    by, of = region.operator, region.organisations
    for name, title, group, method, said in (
        ("GGD", "Les over valse beloften", TargetGroup.PUPILS, Method.LESSON,
         {"content": "Herkennen, weigeren, hulp vragen.", "cost": Decimal(250),
          "cost_note": "per les"}),
        ("Heerlen", "Gastles weerbaarheid", TargetGroup.PUPILS, Method.LESSON, {}),
        ("Maastricht", "Training signaleren voor baliemedewerkers", TargetGroup.PROFESSIONALS,
         Method.TRAINING, {}),
        ("CoMensha", "Landelijk advies aan professionals", TargetGroup.PROFESSIONALS,
         Method.HOTLINE, {"reach": AreaReach.COUNTRY}),
    ):  # fmt: skip
        form = OfferForm(
            title=title, target_group=group, method=method, valid_from=since, **said,
        )  # fmt: skip
        await add_offer(of[name], form, by=by, at=at)
