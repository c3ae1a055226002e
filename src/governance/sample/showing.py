"""What municipalities of the sample show of their commitments, and to whom."""

from __future__ import annotations

from datetime import datetime, timedelta
from io import BytesIO
from typing import Any
from uuid import UUID

from governance.base.clock import day
from governance.base.database import DATABASE
from governance.base.settings import Settings
from governance.commitments.audience.actions import set_audience
from governance.commitments.audience.forms import AudienceForm
from governance.commitments.evidence.actions import add_evidence
from governance.commitments.evidence.forms import EvidenceForm
from governance.commitments.executing.actions import execute_otherwise
from governance.commitments.executing.forms import ExecutionForm
from governance.commitments.executing.rules import How
from governance.commitments.finding.views.actions import add_view
from governance.commitments.finding.views.forms import ViewForm
from governance.documents.blocks import Document, Paragraph, runs
from governance.documents.pdf import write_pdf
from governance.parties.rules import Audience
from governance.sample.region import Region
from governance.sample.words import words
from governance.web.uploading import Upload

_LINE = """
select l.id, l.version,
       (select m.id from milestone_line m where m.commitment_line = l.id
        and m.state = 'done' order by m.done_on limit 1) as reached
from commitment_line l join commitment c on c.id = l.commitment
where l.agreement = $1 and c.key = $2 and l.organisation = $3"""
_PLAN, _ROUTE, _PREVENTION = "lokale-aanpak", "meldroute", "preventie"
_FOR_ITSELF, _FOR_OFFICIALS = "Kerkrade", "Landgraaf"
_THROUGH_ANOTHER = "Voerendaal"


async def _line(agreement_id: UUID, key: str, of: str, region: Region) -> dict[str, Any]:
    [row] = await DATABASE.fetch(_LINE, agreement_id, key, region.organisations[of])
    return dict(row)


async def held(agreement_id: UUID, region: Region, at: datetime) -> None:
    """Store evidence, who sees what, who has it carried out by another, and a shared list."""
    await _evidence(agreement_id, region, at)
    for name, audience in ((_FOR_ITSELF, Audience.OWN), (_FOR_OFFICIALS, Audience.OFFICIALS)):
        line = await _line(agreement_id, _ROUTE, name, region)
        told = AudienceForm(
            audience, words().audience_reason, knowingly=True, version=line["version"]
        )
        await set_audience(line["id"], told, by=region.pins[name], at=at)
    line = await _line(agreement_id, _PREVENTION, _THROUGH_ANOTHER, region)
    other = region.organisations[region.facts.care_municipality]
    form = ExecutionForm(How.OTHER, other, words().carried_out_by_another, version=0)
    await execute_otherwise(line["id"], form, by=region.pins[_THROUGH_ANOTHER], at=at)
    keeper = region.organisations[region.facts.keeper]
    late = ViewForm(name=words().view, query="standing=late&sort=planned", organisation_id=keeper)
    await add_view(late, by=region.administrator, at=at)


async def _evidence(agreement_id: UUID, region: Region, at: datetime) -> None:
    """A file with a milestone that is reached, and a link, of the municipality that signs in."""
    name, said = region.facts.care_municipality, words()
    line = await _line(agreement_id, _ROUTE, name, region)
    then = at - timedelta(days=30)
    file = EvidenceForm(
        title=said.evidence_file, dated_on=day(then), milestone_line_id=line["reached"],
        declared=True,
    )  # fmt: skip
    link = EvidenceForm(
        title=said.evidence_link, dated_on=day(then), link=said.evidence_address, declared=True
    )
    by, held_in = region.pins[name], Settings()
    pdf = _upload(said.evidence_file, said.evidence_text, then)
    await add_evidence(line["id"], pdf, file, settings=held_in, by=by, at=then)
    plan = await _line(agreement_id, _PLAN, name, region)
    await add_evidence(plan["id"], None, link, settings=held_in, by=by, at=then)


def _upload(title: str, text: str, at: datetime) -> Upload:
    made = write_pdf(
        Document(
            title=title, short_title=title, version="1", dated=f"{at:%Y-%m-%dT%H:%M:%SZ}",
            blocks=(Paragraph(runs(text)),),
        )
    )  # fmt: skip
    return Upload(f"{title}.pdf", "application/pdf", BytesIO(made), len(made))
