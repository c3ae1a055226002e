"""The three agreements of the sample: one in force, one up for decision, one draft.

Everything happens through the actions of the service, at the moments of an injected clock.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from governance.agreements.actions import change_terms, record_decision, set_parties
from governance.agreements.forms import (
    AuthorityForm,
    DecisionForm,
    PartyForm,
    SignatureForm,
    TermsForm,
)
from governance.agreements.queries import parties
from governance.agreements.rules import (
    Capacity,
    EntryRule,
    ExtensionRule,
    Participation,
    add_months,
    signs,
)
from governance.formation.actions import (
    begin,
    fill_in,
    put_up_for_decision,
    sign,
    take_commitments,
)
from governance.formation.forms import BeginForm
from governance.parties.rules import OrganisationKind
from governance.sample.advising import ask_advice, choose_steps
from governance.sample.checking import answer_the_checklist
from governance.sample.region import Region
from governance.sample.words import chance, words

PARTNERS = frozenset({OrganisationKind.POLICE, OrganisationKind.PUBLIC_PROSECUTION})


def moment_on(day: date, latest: datetime) -> datetime:
    """A moment on a working morning of a day, never later than ``latest``."""
    return min(datetime.combine(day, time(9), UTC), latest)


async def _begun(region: Region, key: str, title: str, short_title: str, at: datetime) -> UUID:
    form = BeginForm(
        key, title, short_title, region.organisations[region.facts.keeper], region.committee
    )
    return await begin(form, by=region.administrator, at=at)


def _party(region: Region, name: str, participation: Participation) -> PartyForm:
    organs = region.authorities[name] if signs(participation) else ()
    return PartyForm(
        region.organisations[name],
        participation,
        authorities=[AuthorityForm(organ, function) for organ, function in organs],
    )


def _takes_part(kind: OrganisationKind) -> Participation:
    if kind is OrganisationKind.MUNICIPALITY or kind in PARTNERS:
        return Participation.SIGNATORY
    if kind in (OrganisationKind.LABOUR_AUTHORITY, OrganisationKind.MARECHAUSSEE):
        return Participation.IN_CONSULTATION
    return Participation.ADVISER


async def _with_text(
    agreement_id: UUID, blanks: dict[str, str], forms: list[PartyForm], by: Region, at: datetime
) -> None:
    who = by.administrator
    await set_parties(agreement_id, forms, None, by=who, at=at)
    await fill_in(agreement_id, blanks, None, by=who, at=at)
    await take_commitments(agreement_id, None, by=who, at=at)


async def regional(region: Region, entry: date, latest: datetime) -> UUID:
    """The agreement of the whole region: decided, signed, in force since ``entry``."""
    said, by = words(), region.administrator
    at = moment_on(entry - timedelta(days=150), latest)
    made = await _begun(
        region,
        "regionale-samenwerking-mensenhandel",
        said.regional_title,
        said.regional_short_title,
        at,
    )
    terms = TermsForm(
        title=said.regional_title,
        short_title=said.regional_short_title,
        extension_rule=ExtensionRule.CONSULTATION,
        entry_rule=EntryRule.DATE_AFTER_ALL_SIGNED,
        term_months=48,
        extension_months=24,
        notice_months=6,
        entry_date=entry,
    )
    await change_terms(made, terms, None, by=by, at=at)
    forms = [_party(region, o.short_name, _takes_part(o.kind)) for o in region.facts.organisations]
    between, last = add_months(entry, 24), add_months(entry, 42)
    days = {"tussenevaluatie": between.isoformat(), "eindevaluatie": last.isoformat()}
    await _with_text(made, said.regional | days, forms, region, at)
    put_up_at = moment_on(entry - timedelta(days=120), latest)
    await answer_the_checklist(made, by=by, at=put_up_at)
    await put_up_for_decision(made, None, by=by, at=put_up_at)
    await _decided_and_signed(made, region, entry, latest)
    return made


async def _decided_and_signed(
    agreement_id: UUID, region: Region, entry: date, latest: datetime
) -> None:
    by = region.administrator
    asked = [o for p in await parties(agreement_id, by=by) for o in p.authorities]
    for place, organ in enumerate(asked):
        day = entry - timedelta(days=100 - place)
        await record_decision(
            organ.id, _decision(day, organ.authority, place), by=by, at=moment_on(day, latest)
        )
    signed_on = entry - timedelta(days=30)
    for organ in asked[:-1]:
        signed = _signature(signed_on, organ.represented_by_function)
        await sign(organ.id, signed, by=by, at=moment_on(signed_on, latest))
    # The last signature was typed on the day itself, so that the rule brings it into force.
    last = asked[-1]
    signed = _signature(signed_on, last.represented_by_function)
    await sign(last.id, signed, by=by, at=moment_on(entry, latest))


def _decision(day: date, authority: str, of: object) -> DecisionForm:
    number = words().decision_number.format(year=day.year, number=100 + chance(of))
    return DecisionForm(authority, day, number)


def _signature(day: date, function: str) -> SignatureForm:
    """Who represents an authority by mandate in the text signs by it."""
    if "mandaat" not in function:
        return SignatureForm(function, day, Capacity.OWN_RIGHT)
    reference = words().mandate_reference.format(year=day.year - 1)
    return SignatureForm(function, day, Capacity.MANDATE, reference)


async def local(region: Region, latest: datetime) -> UUID:
    """The agreement of one municipality: up for decision, one authority has decided."""
    said, by, name = words(), region.administrator, region.facts.care_municipality
    at = latest - timedelta(days=60)
    title = said.local_title.format(municipality=name)
    short = said.local_short_title.format(municipality=name)
    made = await _begun(region, "lokale-vaststelling", title, short, at)
    forms = [
        _party(region, name, Participation.SIGNATORY),
        _party(region, region.facts.keeper, Participation.SIGNATORY),
    ]
    evaluation = {"evaluatie": add_months(latest.date(), 36).isoformat()}
    await _with_text(made, said.local | evaluation, forms, region, at)
    await answer_the_checklist(made, by=by, at=latest - timedelta(days=46))
    await put_up_for_decision(made, None, by=by, at=latest - timedelta(days=45))
    decides, advised = await parties(made, by=by)
    await choose_steps(advised.id, by=by, at=latest - timedelta(days=40))
    first = decides.authorities[0]
    day = (latest - timedelta(days=20)).date()
    await record_decision(
        first.id, _decision(day, first.authority, name), by=by, at=moment_on(day, latest)
    )
    await ask_advice(advised.id, by=by, latest=latest)
    return made


async def table(region: Region, latest: datetime) -> UUID:
    """A signal table, still a draft: its parties are chosen, its blanks mostly open."""
    said, by = words(), region.administrator
    at = latest - timedelta(days=6)
    made = await _begun(region, "signaaltafel", said.table_title, said.table_short_title, at)
    names = (region.facts.keeper, region.facts.care_municipality, region.facts.care_partner)
    forms = [_party(region, name, Participation.SIGNATORY) for name in names]
    await set_parties(made, forms, None, by=by, at=at)
    await fill_in(made, dict(said.table), None, by=by, at=at)
    return made
