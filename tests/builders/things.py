"""Everything that addresses are about, in each of its states, of one agreement with everything."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from msgspec import Struct
from tests.builders.advising import party_of, with_chain
from tests.builders.aiming import wanted
from tests.builders.amending import begun as amended
from tests.builders.budget import contributed, party_in, spent
from tests.builders.clauses import clause
from tests.builders.everyone import EVERYTHING
from tests.builders.evidence import evidence
from tests.builders.feeds import feed
from tests.builders.files import pdf, upload
from tests.builders.fillings import asked, filled, reminded
from tests.builders.finding import changed_at_once, prioritised, shared_list
from tests.builders.formation import all_signed, put_up, ready
from tests.builders.living import noticed
from tests.builders.looks import handed_in_looks
from tests.builders.mail import posted
from tests.builders.measuring import indicator_of_line, measure_newest
from tests.builders.negotiating import came_back, desk, fixed
from tests.builders.offers import offer
from tests.builders.ordinary import bold_by_hand
from tests.builders.parties import Cast, organisation
from tests.builders.people import joining, operator
from tests.builders.registering import registration
from tests.builders.registers import boundaries, handed_in
from tests.builders.reporting import answer, open_round, report_of
from tests.builders.reviews import begun
from tests.builders.routes import ability, route
from tests.builders.seating import seated
from tests.builders.tokens import token

from governance.agreements.remarks.actions import remark
from governance.agreements.remarks.forms import RemarkForm
from governance.agreements.scans.actions import attach_scan
from governance.agreements.sharing.actions import share_draft
from governance.audit.rules import SERVICE
from governance.base.actor import Actor
from governance.base.database import DATABASE
from governance.base.permissions import Reach
from governance.base.settings import Settings
from governance.base.views import add
from governance.formation.adopting.actions import take_clause
from governance.formation.adopting.forms import TakeClauseForm
from governance.identity.people.actions import join
from governance.parties.tables import Reorganisation, Succession
from governance.reporting import actions as reporting
from governance.reporting.forms import ApprovalForm
from governance.reporting.queries import ReportView

AT = datetime(2027, 1, 15, 12, tzinfo=UTC)
MODEL = {"modelKey": "signaaltafel", "title": "Nieuw", "shortTitle": "Nieuw"}
"""What must be right to get as far as the permission: any other body is empty."""
AMENDMENT = TakeClauseForm("wijziging", "convenant", "1.0")
"""A clause of which there is a newer version."""
OF_ORGAN = (
    "decision", "signature", "scan", "returned_file", "revoke_notice", "close_request",
    "set_chain", "advice",
)  # fmt: skip


class Thing(Struct, frozen=True):
    """What an address is about: its ids, whose it is, and in which state."""

    ids: dict[str, str]
    state: str
    on: dict[str, frozenset[UUID]]
    organ: frozenset[UUID] = frozenset()

    def told(self, action: str) -> dict[str, frozenset[UUID]]:
        """On what a role must be held for this action; of one authority, that of its party."""
        on = self.on | {Reach.ALL: frozenset({EVERYTHING})}
        return on | {Reach.PARTY: self.organ} if action.endswith(OF_ORGAN) else on


_LINE = """
select id from commitment_line where agreement = $1 and organisation = $2 order by id limit 1"""


def _own(organisation: UUID) -> dict[str, frozenset[UUID]]:
    """What is held on the organisation itself."""
    return {Reach.OWN: frozenset({organisation})}


async def one(sql: str, *values: Any) -> Any:
    [row] = await DATABASE.fetch(sql, *values)
    return row[0]


async def agreement(made: UUID, state: str, people: Cast, region: UUID) -> Thing:
    ids = {"agreement_id": made}
    for name, sql in (
        ("commitment_id", "select id from commitment where agreement = $1 order by id limit 1"),
        (
            "party_authority_id",
            "select pa.id from party_authority pa join party p on p.id = pa.party "
            f"where p.agreement = $1 and p.organisation = '{people.north}' order by pa.id limit 1",
        ),
    ):
        ids[name] = await one(sql, made)
    on = {
        Reach.KEEPER: frozenset({people.keeper}),
        Reach.PARTY: frozenset({people.north, people.south, people.police}),
        Reach.COMMITTEE: frozenset({people.committee}),
        Reach.REGION: frozenset({region}),
    }
    ids["party_id"] = await with_chain(await party_of(made, people.north))
    words = {"rule": "avg-grondslag", "step": "legal"}
    told = {name: str(value) for name, value in ids.items()} | words
    return Thing(told, state, on, frozenset({people.north}))


async def submit(view: ReportView, by: Actor) -> None:
    for line in view.lines:
        await reporting.save_line(line.id, answer(), None, by=by, at=AT)
    await reporting.approve(view.id, ApprovalForm("gemeentesecretaris", AT.date()), by=by, at=AT)
    await reporting.submit(view.id, by=by, at=AT)


async def somebody(people: Cast) -> dict[str, list[Thing]]:
    """Somebody who reads for the keeper and has not accepted the invitation yet."""
    made = await join(
        joining("lezer@regio.example", people.keeper, valid_from=AT.date()),
        by=people.administrator, at=AT, days=14,
    )  # fmt: skip
    role = await one("select id from role_assignment where person = $1", made.person_id)
    on = {Reach.OWN: frozenset({people.keeper})}
    ids = {"person_id": str(made.person_id), "role_id": str(role)}
    invitation = {"invitation_id": str(made.id), "token": made.token}
    there = [Thing(ids, "", on)]
    return {"person": there, "role": there, "invitation": [Thing(invitation, "", on)]}


async def of_the_network(people: Cast, region: UUID) -> dict[str, list[Thing]]:
    """A function that the keeper fills, a question to fill another, and the link of a mail."""
    filling = await filled(people.keeper, people.administrator, AT)
    question = await asked(people.keeper, people.administrator, AT)
    on = {
        Reach.OWN: frozenset({people.keeper}),
        Reach.COMMITTEE: frozenset({people.committee}),
        Reach.REGION: frozenset({region}),
    }
    ids = {
        "organisation_id": str(people.keeper), "filling_id": str(filling),
        "request_id": str(question), "token": await reminded(people.keeper, AT),
        "region_id": str(region),
        "committee_id": str(people.committee),
        "seat_id": str(await seated(people.committee, people.keeper, people.administrator, AT)),
        "route_id": str(await route(people.keeper, people.administrator, AT, region_id=region)),
    }  # fmt: skip
    offered = Thing(
        {
            "organisation_id": str(people.keeper),
            "offer_id": str(await offer(people.keeper, people.administrator, AT)),
        },
        "", {Reach.OWN: frozenset({people.keeper})},
    )  # fmt: skip
    said = await ability(people.keeper, people.administrator, AT)
    own = {Reach.OWN: frozenset({people.keeper})}
    clauses = Thing(
        {
            "organisation_id": str(people.keeper),
            "clause_id": str(await clause(people.keeper, people.administrator, AT)),
        },
        "", {Reach.OWN: frozenset({people.keeper})},
    )  # fmt: skip
    can = Thing({"organisation_id": str(people.keeper), "ability_id": str(said)}, "", own)
    there = [Thing(ids, "", on)]
    made = await boundaries(await operator(), AT)
    drawn = Thing(ids | {"boundary_import_id": str(made)}, "", on)
    return {
        "network": [drawn, *there], "filling": there, "filling_request": there, "table": there,
        "ability": [can], "reporting_route": [Thing(ids, "", own)], "offer": [offered],
        "clause": [clauses],
    }  # fmt: skip


async def reviews(people: Cast) -> list[Thing]:
    """An open review of an organisation, and one of the service itself."""
    kept = await begun(people.keeper, people.administrator, AT)
    whole = await begun(SERVICE, await operator(), AT)
    return [
        Thing({"review_id": str(made), "organisation_id": str(chain)}, "", on)
        for made, chain, on in (
            (kept, people.keeper, {Reach.OWN: frozenset({people.keeper})}),
            (whole, SERVICE, {Reach.SERVICE: frozenset({EVERYTHING})}),
        )
    ]


async def reorganised() -> Thing:
    """A reorganisation that was, of two organisations that nothing else is about."""
    old, new = await organisation("Oudstad"), await organisation("Nieuwstad")
    made = await add(
        Reorganisation(
            happens_on=AT.date(), made_at=AT, made_by=old, made_by_function="systeembeheerder"
        )
    )
    await add(Succession(predecessor=old, successor=new, happens_on=AT.date(), reorganisation=made))
    return Thing({"reorganisation_id": str(made)}, "", {})


async def a_register() -> Thing:
    """A register that was handed in."""
    return Thing({"import_id": str(await handed_in(await operator(), AT))}, "", {})


async def looks(people: Cast) -> list[Thing]:
    """A letter of the keeper that is in use, and its house style that is not."""
    ids = {"organisation_id": str(people.keeper), "letter": "rappel"}
    on = {Reach.OWN: frozenset({people.keeper})}
    made = await handed_in_looks(people.keeper, people.administrator, AT)
    return [Thing(ids | {"template_id": str(one)}, "", on) for one in made]


async def kept_region(region: UUID, people: Cast) -> Thing:
    """The region of the committee, kept by its keeper, with a member."""
    await DATABASE.fetch("update grouping set keeper = $2 where id = $1", region, people.keeper)
    member = await one('select id from membership where "grouping" = $1 limit 1', region)
    on = {Reach.KEEPER: frozenset({people.keeper})}
    return Thing({"region_id": str(region), "membership_id": str(member)}, "", on)


async def a_registration(people: Cast) -> Thing:
    """A registration that has begun: of its own address, and of its keeper alone."""
    made = await registration(people, AT, bold_by_hand()[0], "oud.docx")
    ids = {"registration_id": str(made), "number": "2"}
    return Thing(ids, "draft", {Reach.KEEPER: frozenset({people.keeper})})


async def a_token(people: Cast) -> Thing:
    """A token of the keeper."""
    made = await token(people.keeper, by=people.administrator, at=AT)
    return Thing({"token_id": str(made.id)}, "", {Reach.OWN: frozenset({people.keeper})})


async def aims(people: Cast) -> dict[str, list[Thing]]:
    """What the region wants and uses: for who takes part in an agreement of it."""
    made = await wanted(people, AT)
    ids = {
        "region_id": str(made["region"]), "aim_id": str(made["route"]),
        "barrier_id": str(made["barrier"]),
    }  # fmt: skip
    on = {
        Reach.KEEPER: frozenset({people.keeper}),
        Reach.PARTY: frozenset({people.north, people.south, people.police}),
        Reach.COMMITTEE: frozenset({people.committee}),
    }
    there = [Thing(ids, "", on)]
    return {"aim": there, "barrier": there, "feature": there}


async def budgeted(kept: Thing, people: Cast) -> dict[str, list[Thing]]:
    """A contribution to the budget of an agreement in force, and spending of it."""
    agreement = UUID(kept.ids["agreement_id"])
    given = await contributed(agreement, people.north, people, AT)
    gone = await spent(agreement, people, AT)
    ids = {"contribution_id": str(given), "spending_id": str(gone)}
    party = await party_in(agreement, people.north)
    on = kept.on | {Reach.OWN: frozenset({people.north})}
    return {
        "budget": [Thing(kept.ids | ids, "in_force", kept.on)],
        "annual_plan": [Thing(kept.ids | {"party_id": str(party)}, "in_force", on)],
    }


async def measured(kept: Thing, people: Cast) -> dict[str, list[Thing]]:
    """An indicator of an agreement in force, with a value of who owes the commitment."""
    line = UUID(kept.ids["line_id"])
    owner = await one("select organisation from commitment_line where id = $1", line)
    commitment = await one("select commitment from commitment_line where id = $1", line)
    made = await indicator_of_line(line, people.administrator)
    pin = {people.north: people.pin_north, people.south: people.pin_south}[owner]
    await measure_newest(line, made, pin, AT)
    ids = {"indicator_id": str(made), "commitment_id": str(commitment)}
    own = {Reach.OWN: frozenset({owner})}
    return {
        "indicator": [Thing(kept.ids | ids, "in_force", kept.on)],
        "measurement": [Thing(kept.ids | ids, "", own)],
    }


async def a_list(people: Cast) -> Thing:
    """A list of commitments that the keeper keeps under a name."""
    made = await shared_list(people.keeper, people.administrator, AT)
    return Thing({"view_id": str(made)}, "", {Reach.OWN: frozenset({people.keeper})})


async def amendment(of: UUID, people: Cast, kept: Thing) -> Thing:
    return Thing({"amendment_id": str(await amended(of, people, at=AT))}, "draft", kept.on)


async def taken(draft: UUID, people: Cast) -> str:
    """A section that came from a clause of which there is a newer version."""
    return await take_clause(draft, AMENDMENT, by=people.administrator, at=AT)


async def _of_line(kept: Thing, in_force: UUID, people: Cast) -> Thing:
    """What is done with a line of North, of an agreement in force: all its lines are of North."""
    kept.ids["file_id"] = str(await one("select id from stored_file limit 1"))
    line = await one(_LINE, in_force, people.north)
    ids = {
        "line_id": str(line),
        "change_id": str(await prioritised(in_force, people.administrator, AT)),
        "line_change_id": str(await changed_at_once(in_force, people.administrator, AT)),
        "evidence_id": str(await evidence(line, people.pin_north, AT)),
    }
    return Thing(kept.ids | ids, "in_force", kept.on | _own(people.north))


async def things(people: Cast) -> dict[str, list[Thing]]:
    """By area of the table: agreements in each state, a round, reports, lines."""
    by, region = people.administrator, 'select "grouping" from committee where id = $1'
    region_id = await one(region, people.committee)
    await all_signed(people)
    in_force = await one("select id from agreement")
    shared = await ready(people)
    await share_draft(shared, by=by, at=AT)
    agreements = [
        await agreement(await ready(people), "draft", people, region_id),
        await agreement(shared, "shared_draft", people, region_id),
        await agreement(await put_up(people), "up_for_decision", people, region_id),
        await agreement(in_force, "in_force", people, region_id),
    ]
    for draft in agreements[:2]:
        upon = UUID(draft.ids["agreement_id"])
        made = await remark(upon, RemarkForm("art-doel", "Waarom?"), by=by, at=AT)
        draft.ids.update(section=await taken(upon, people), remark_id=str(made))
    for frozen in agreements[2:]:
        frozen.ids.update(number="1", other="1")
    back = agreements[1]
    upon = UUID(back.ids["agreement_id"])
    await fixed(upon, people)
    back.ids["returned_id"] = str(await came_back(upon, people, await desk(upon, people)))
    back.ids.update(number="1", other="2")
    for one_of_all in agreements:
        one_of_all.ids["letter"] = "persbericht"
    kept = agreements[-1]
    kept.ids.update(await noticed(in_force, people))
    of_line = await _of_line(kept, in_force, people)
    organ = UUID(kept.ids["party_authority_id"])
    scan = await attach_scan(organ, upload(pdf()), settings=Settings(), by=by, at=AT)
    kept.ids["scan_id"] = str(scan)
    rounds, reports = [], []
    for since, ends, state in (
        (date(2026, 1, 1), date(2027, 1, 1), "submitted"),
        (date(2027, 1, 1), date(2027, 1, 10), "draft"),
    ):
        days = {"period_from": since, "period_until": ends, "opens_on": ends, "due_on": ends}
        made = await open_round(people, in_force, title=f"Ronde {state}", **days)
        rounds.append(Thing(kept.ids | {"round_id": str(made)}, "untouched", kept.on))
        view = await report_of(made, people.north, people.pin_north)
        ids = {"report_id": str(view.id), "line_id": str(view.lines[0].id)}
        reports.append(Thing(ids, state, kept.on | {Reach.OWN: frozenset({people.north})}))
        if state == "submitted":
            await submit(view, people.pin_north)
    a_round = rounds[-1]
    of_north = Thing(
        {"organisation_id": str(people.north), "authority_id": str(people.north_mayor)}, "",
        {Reach.OWN: frozenset({people.north})},
    )  # fmt: skip
    pin = str(people.pin_north.person_id)
    regional = Thing(a_round.ids, "draft", kept.on)
    network = await of_the_network(people, region_id)
    wants = await aims(people)
    return {
        **await measured(of_line, people),
        **await budgeted(kept, people),
        "agreement": [
            *agreements, await amendment(in_force, people, kept), await a_registration(people),
        ],
        "commitment": [*agreements, of_line], "evidence": [of_line], "round": [a_round],
        "report": reports,
        "regional_report": [regional],
        "notice": [Thing({"notice_id": str(await posted())}, "waiting", {})],
        "register": [of_north, await reorganised(), *network["offer"], await a_register()],
        "region": [await kept_region(region_id, people)],
        "calendar": [Thing({"token": f"{(await feed(by, AT)).secret}.ics"}, "", {})],
        "token": [await a_token(people)], "saved_view": [await a_list(people)],
        "trail": [*agreements, of_north, Thing({"person_id": pin}, "", of_north.on)],
        **await somebody(people),
        "review": await reviews(people),
        "template": await looks(people),
        **network,
        **wants,
        "new": [Thing({"keeperId": str(people.keeper), **MODEL}, "draft", kept.on)],
    }  # fmt: skip
