"""The history of an agreement says what was changed in it, from what to what."""

from __future__ import annotations

import re
from datetime import date
from html import unescape

from msgspec.structs import replace
from tests.builders.agreements import party
from tests.builders.formation import AT, BLANKS, ready
from tests.builders.service import service, signed_in

from governance.agreements.actions import change_terms, set_parties
from governance.agreements.forms import TermsForm
from governance.commitments.actions import set_commitments
from governance.commitments.forms import form_of
from governance.commitments.queries import of_agreement
from governance.formation.actions import fill_in


async def test_the_history_of_a_draft_says_what_changed_from_what_to_what(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        made, by = await ready(people), people.administrator
        await fill_in(made, BLANKS | {"regio": "Zuid", "evaluatie": ""}, None, by=by, at=AT)
        terms = TermsForm(
            title="Convenant", short_title="Lokaal", extension_rule="none",
            entry_rule="date_after_all_signed", entry_date=date(2027, 1, 1), notice_months=6,
            enforceable=True,
        )  # fmt: skip
        await change_terms(made, terms, None, by=by, at=AT)
        first, *others = await of_agreement(made, by=by)
        kept = [replace(form_of(one), contributor_party_ids=[]) for one in (first, *others[1:])]
        kept[0] = replace(kept[0], title="Eigen naam")
        await set_commitments(made, kept, None, by=by, at=AT)
        parties = [
            party(people.north, people.north_executive),
            party(people.south, people.south_executive),
        ]
        await set_parties(made, parties, None, by=by, at=AT)
        async with signed_in(transport, by) as client:
            page = unescape((await client.get(f"/afspraken/{made}")).text)
    said = " ".join(re.sub("<[^>]+>", " ", page.split("Wat er is gebeurd")[1]).split())
    for change in (
        "regio: Noord → Zuid",
        "evaluatie: 1 dec 2029 → –",
        "Looptijd in maanden: 48 → –",
        "In rechte afdwingbaar: nee → ja",
        "Treedt in werking: op de dag van de laatste ondertekening → op een datum",
        "Datum van inwerkingtreding: – → 1 jan 2027",
        f"weggelaten: {others[0].title}",
        "gewijzigd: Eigen naam;",
        "weggelaten: Politie",
        "gewijzigd: Noordstad",
    ):
        assert change in said, change
