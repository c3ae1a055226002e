"""Writing the rows of the commitments of a draft, and whether who carries them out exists."""

from __future__ import annotations

from uuid import UUID

from governance.base.database import DATABASE
from governance.base.errors import N_, Complaint
from governance.base.ids import new_id
from governance.base.views import add_all
from governance.commitments.forms import CommitmentForm
from governance.commitments.kinds.forms import columns_of
from governance.commitments.rules import Part
from governance.commitments.tables import Commitment, CommitmentParty, Milestone

_CLEAR = (
    "delete from milestone where commitment in (select id from commitment where agreement = $1)",
    "delete from commitment_party "
    "where commitment in (select id from commitment where agreement = $1)",
    "delete from commitment where agreement = $1",
)
_THERE = "select id from organisation where id = any($1::uuid[])"
_PLAIN = ("title", "text", "theme", "owner_function", "measurable_goal", "executor")
NO_ORGANISATION = N_("This organisation is not in the register.")


async def executor_complaints(commitments: list[CommitmentForm]) -> list[Complaint]:
    """The commitments that are carried out by an organisation that does not exist: 1 query where
    any names one."""
    named = {place: form.executor_organisation_id for place, form in enumerate(commitments)}
    asked = sorted({one for one in named.values() if one})
    there = {row["id"] for row in await DATABASE.fetch(_THERE, asked)} if asked else set()
    return [
        Complaint(f"commitments.{place}.executorOrganisationId", NO_ORGANISATION)
        for place, one in named.items()
        if one and one not in there
    ]


async def store(
    agreement_id: UUID, commitments: list[CommitmentForm], kept: dict[str, UUID]
) -> None:
    """Put these commitments in the place of those of a draft; by its key one keeps its identity.

    Part of an edit of the agreement: whoever calls has asked whether it may be.
    """
    for statement in _CLEAR:
        await DATABASE.fetch(statement, agreement_id)
    ids = [kept.get(form.key) or new_id() for form in commitments]
    await add_all(
        Commitment(
            id=made,
            agreement=agreement_id,
            position=place,
            key=form.key,
            model_number=form.model_number,
            nature=form.nature,
            indicator_unit=form.indicator_unit.strip(),
            target=form.target,
            **{name: getattr(form, name).strip() for name in _PLAIN},
            **columns_of(form),
        )
        for place, (made, form) in enumerate(zip(ids, commitments, strict=True), 1)
    )
    await _parties(commitments, ids)
    await _milestones(commitments, ids)


async def _parties(commitments: list[CommitmentForm], ids: list[UUID]) -> None:
    await add_all(
        CommitmentParty(commitment=made, party=party, part=part)
        for made, form in zip(ids, commitments, strict=True)
        for part, chosen in (
            (Part.OWNER, form.owner_party_ids),
            (Part.CONTRIBUTOR, form.contributor_party_ids),
        )
        for party in dict.fromkeys(chosen)
    )


async def _milestones(commitments: list[CommitmentForm], ids: list[UUID]) -> None:
    await add_all(
        Milestone(
            commitment=made,
            position=place,
            title=m.title.strip(),
            rule=m.rule,
            months=m.months,
            on_date=m.on_date,
            weight=m.weight,
            checkpoint=m.checkpoint,
        )
        for made, form in zip(ids, commitments, strict=True)
        for place, m in enumerate(form.milestones, 1)
    )
