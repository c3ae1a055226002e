"""The parties of an agreement with their authorities, and what has become of each."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from msgspec import Struct

from governance.agreements.rules import WORKFLOW, AgreementState, is_open, next_step
from governance.base.actor import Actor
from governance.base.permissions import holds
from governance.base.views import fetch


class DecisionView(Struct, frozen=True, rename="camel"):
    """The decision of an authority; ``outcome`` is agreed, reserved or declined. ``reason``: why
    it does not agree, or under which reservation, and ``reserved_until`` when."""

    decided_by: str
    decided_on: date
    number: str
    outcome: str
    version: int
    reason: str = ""
    reserved_until: date | None = None


class SignatureView(Struct, frozen=True, rename="camel"):
    """The signature of an authority. ``scans``: how many are attached to it."""

    signed_by_function: str
    signed_on: date
    capacity: str
    capacity_reference: str
    version: int
    scans: int


class AuthorityView(Struct, frozen=True, rename="camel"):
    """An authority of a party, ``authority_of`` whose it is: the party's own, or of the body
    that acts for the party. ``next_step`` is what it still has to do, a verb or nothing;
    ``may_record``: whether this reader may record it, ``may_correct``: what was recorded,
    ``may_attach``: a scan to its signature."""

    id: UUID
    authority_id: UUID
    authority: str
    authority_of: str
    represented_by_function: str
    decision: DecisionView | None
    signature: SignatureView | None
    next_step: str
    may_record: bool
    may_correct: bool
    may_attach: bool


class PartyView(Struct, frozen=True, rename="camel"):
    """A party, with its authorities in their order; ``case_number`` is the one it keeps itself.

    It holds for the party from ``joined_on`` until ``left_on``: not yet where there is none.
    ``accession_asked_on``: of one that came in while the agreement was in force."""

    id: UUID
    position: int
    organisation_id: UUID
    organisation: str
    short_name: str
    kind: str
    participation: str
    legal_personality: bool
    acting_body_id: UUID | None
    acting_body: str | None
    case_number: str
    joined_on: date | None = None
    left_on: date | None = None
    accession_asked_on: date | None = None
    authorities: tuple[AuthorityView, ...] = ()


class AuthorityRow(Struct, frozen=True):
    """An authority of a party in an agreement, with everything round it, as one row."""

    id: UUID
    party: UUID
    authority_id: UUID
    authority: str
    authority_of: str
    represented_by_function: str
    agreement_id: UUID
    agreement: str
    state: str
    keeper_id: UUID
    text_version: int
    frozen_at: datetime | None
    organisation_id: UUID
    organisation: str
    participation: str
    decided_by: str | None
    decided_on: date | None
    decision_number: str | None
    outcome: str | None
    reason: str | None
    reserved_until: date | None
    decision_version: int | None
    signed_by_function: str | None
    signed_on: date | None
    capacity: str | None
    capacity_reference: str | None
    signature_version: int | None
    scans: int
    joined_on: date | None

    @property
    def is_open(self) -> bool:
        """Whether it can still decide and sign."""
        return is_open(self.state, self.participation, self.joined_on)

    @property
    def next_step(self) -> str:
        """What it still has to do: a verb of the workflow, or empty text."""
        signed = self.signed_on is not None
        to = (self.state, self.participation, self.outcome)
        return next_step(*to, signed=signed, joined_on=self.joined_on)


ASKED_ON = """(
    select max(r.asked_on) from consent_request r
    where r.agreement = p.agreement and r.organisation = p.organisation
      and p.participation = 'acceding' and r.kind = 'accession' and r.state = 'carried_out')"""
"""The day on which a party ``p`` asked to accede; none where it was there from the beginning."""
_PARTIES = f"""
select p.id, p.position, o.id as organisation_id, o.name as organisation, o.short_name, o.kind,
       p.participation, o.legal_personality, b.id as acting_body_id, b.name as acting_body,
       p.case_number, p.joined_on, p.left_on, {ASKED_ON} as accession_asked_on
from party p
join organisation o on o.id = p.organisation
left join organisation b on b.id = p.acting_body
where p.agreement = $1 order by p.position, o.sort_key"""  # noqa: S608 - constant text
_AUTHORITIES = """
select pa.id, p.id as party, u.id as authority_id, u.name as authority,
       uo.name as authority_of, pa.represented_by_function,
       a.id as agreement_id, a.short_title as agreement, a.state, a.keeper as keeper_id,
       v.number as text_version, v.frozen_at,
       o.id as organisation_id, o.name as organisation, p.participation,
       d.decided_by, d.decided_on, d.number as decision_number, d.outcome,
       d.reason, d.reserved_until,
       d.version as decision_version, s.version as signature_version,
       s.signed_by_function, s.signed_on, s.capacity, s.capacity_reference,
       (select count(*)::int from signature_scan c
        where c.signature = s.id and c.removed_at is null) as scans, p.joined_on
from party_authority pa
join party p on p.id = pa.party
join agreement a on a.id = p.agreement
join lateral (select number, frozen_at from agreement_version v where v.agreement = a.id
              order by v.number desc limit 1) v on true
join organisation o on o.id = p.organisation
join authority u on u.id = pa.authority
join organisation uo on uo.id = u.organisation
left join decision d on d.party_authority = pa.id
left join signature s on s.party_authority = pa.id
where ($1::uuid is null or a.id = $1) and ($2::uuid is null or pa.id = $2)
order by p.position, o.sort_key, pa.position"""


def may_record(by: Actor, keeper: UUID, party: UUID | None = None) -> bool:
    """Whether the actor may record what the party's authority decided."""
    return holds(by, WORKFLOW.who("record_decision"), keeper=keeper, party=party) is not None


def view_of(row: AuthorityRow, by: Actor) -> AuthorityView:
    """An authority as shown to somebody who sees its agreement."""
    decision = signature = None
    if row.decided_on is not None:
        number, version = row.decision_number or "", row.decision_version or 0
        outcome = row.outcome or ""
        decision = DecisionView(
            row.decided_by or "", row.decided_on, number, outcome, version,
            row.reason or "", row.reserved_until,
        )  # fmt: skip
    if row.signed_on is not None:
        signature = SignatureView(
            row.signed_by_function or "",
            row.signed_on,
            row.capacity or "",
            row.capacity_reference or "",
            row.signature_version or 0,
            row.scans,
        )
    mine = may_record(by, row.keeper_id, row.organisation_id)
    return AuthorityView(
        row.id,
        row.authority_id,
        row.authority,
        row.authority_of,
        row.represented_by_function,
        decision,
        signature,
        row.next_step,
        row.next_step.startswith("record_") and mine,
        row.is_open and decision is not None and mine,
        row.state != AgreementState.DRAFT and signature is not None and mine,
    )


async def parties_of(agreement_id: UUID, *, by: Actor) -> list[PartyView]:
    """The parties of an agreement that the actor sees: 2 queries."""
    rows = await fetch(AuthorityRow, _AUTHORITIES, agreement_id, None)
    found: dict[UUID, list[AuthorityView]] = {}
    for row in rows:
        found.setdefault(row.party, []).append(view_of(row, by))
    parties = await fetch(PartyView, _PARTIES, agreement_id)
    return [_with(party, tuple(found.get(party.id, ()))) for party in parties]


def _with(party: PartyView, authorities: tuple[AuthorityView, ...]) -> PartyView:
    fields = {name: getattr(party, name) for name in PartyView.__struct_fields__}
    return PartyView(**{**fields, "authorities": authorities})


async def authority_row(party_authority_id: UUID) -> AuthorityRow | None:
    """One authority of a party; whether the actor may see it is for the caller."""
    found = await fetch(AuthorityRow, _AUTHORITIES, None, party_authority_id)
    return found[0] if found else None
