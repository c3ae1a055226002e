"""Reviews of roles on pages and by machine: nothing typed is lost, completing asks who it is."""

from __future__ import annotations

import csv
import io
from datetime import timedelta
from uuid import UUID

from httpx import AsyncClient
from tests.builders.browsing import fields
from tests.builders.parties import Cast, actor
from tests.builders.people import another_administrator, operator
from tests.builders.reviews import answered, begun, completed
from tests.builders.service import AT, service, signed_in

from governance.audit.rules import SERVICE
from governance.base.actor import RoleKind
from governance.base.clock import day
from governance.base.database import DATABASE
from governance.base.views import add
from governance.identity.reviewing.queries import review
from governance.identity.tables import RoleAssignment

HTML = {"accept": "text/html", "accept-language": "nl"}


async def opened(client: AsyncClient, address: str) -> str:
    answer = await client.get(address, headers=HTML)
    assert answer.status_code == 200, answer.text
    return answer.text


async def begin(client: AsyncClient, people: Cast) -> str:
    of = f"/organisaties/{people.keeper}/rolcontroles"
    page = await opened(client, of)
    assert "te laat" in page
    done = await client.post(of, data=fields(page, of) | {"kind": ["all"]}, headers=HTML)
    return str(done.headers["location"])


def chosen(page: str, at: str, roles: dict[UUID, str]) -> dict[str, list[str]]:
    """The form of a review with a choice for some roles."""
    typed = fields(page, f"{at}/antwoorden")
    return typed | {f"answers.{role}.answer": [said] for role, said in roles.items()}


async def test_an_administrator_reviews_on_pages_from_beginning_to_evidence(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        chair, secretary = people.chair.roles[0].id, people.secretary.roles[0].id
        mine = people.administrator.roles[0].id
        async with signed_in(transport, people.administrator) as client:
            assert "Controles van rollen die op u wachten" in await opened(client, "/")
            assert "Region office" in await opened(client, "/rolcontroles")
            at = await begin(client, people)
            page = await opened(client, at)
            assert page.count('value="confirm"') == 3
            typed = chosen(page, at, {chair: "confirm"}) | {"then": ["complete"]}
            gone_on = await client.post(f"{at}/antwoorden", data=typed, headers=HTML)
            assert gone_on.headers["location"] == f"{at}/afronding"
            assert "Nog niet elke rol" in await opened(client, f"{at}/afronding")
            page = await opened(client, at)
            assert "Beantwoord door" in page
            typed = chosen(page, at, {secretary: "withdraw", mine: "confirm"})
            typed |= {f"answers.{secretary}.reason": ["werkt hier niet meer"]}
            saved = await client.post(f"{at}/antwoorden", data=typed, headers=HTML)
            assert saved.headers["location"] == at
            page = await opened(client, f"{at}/afronding")
            assert "Deze rollen eindigen vandaag" in page
            done = await client.post(
                f"{at}/afronding", data=fields(page, f"{at}/afronding"), headers=HTML
            )
            assert done.headers["location"] == at
            page = await opened(client, at)
            for said in ("zoals bij het afronden", "werkt hier niet meer", "ingetrokken"):
                assert said in page
            assert "antwoorden" not in page
            again = await client.get(f"{at}/afronding", headers=HTML)
            assert again.headers["location"] == at
            assert "nog niet nodig" in await opened(client, "/rolcontroles")
            assert "wachten" not in await opened(client, "/")
            trail = await opened(client, f"/organisaties/{people.keeper}/spoor")
            assert "Controle van rollen afgerond" in trail
            assert f'href="{at}"' in trail


async def test_an_answer_is_taken_back_on_the_page(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        mine, chair = people.administrator.roles[0].id, people.chair.roles[0].id
        made = await begun(people.keeper, people.administrator, AT)
        at = f"/rolcontroles/{made}"
        async with signed_in(transport, people.administrator) as client:
            page = await opened(client, at)
            assert "Nog niet beslist" not in page, "there is nothing to take back"
            typed = chosen(page, at, {mine: "confirm", chair: "withdraw"})
            await client.post(f"{at}/antwoorden", data=typed, headers=HTML)
            typed = chosen(await opened(client, at), at, {mine: "open"})
            saved = await client.post(f"{at}/antwoorden", data=typed, headers=HTML)
            assert saved.headers["location"] == at
            page = await opened(client, at)
            assert page.count('value="open"') == 1
            left = chosen(page, at, {})
            assert f"answers.{mine}.answer" not in left, "nothing is chosen"
            assert left[f"answers.{chair}.answer"] == ["withdraw"]


async def test_the_second_who_saves_is_told_and_keeps_what_was_typed(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        second = await another_administrator(people.keeper)
        [row] = await DATABASE.fetch(
            "select password_hash from person where id = $1", people.administrator.person_id
        )
        await DATABASE.fetch("update person set password_hash = $1", row["password_hash"])
        chair, secretary = people.chair.roles[0].id, people.secretary.roles[0].id
        made = await begun(people.keeper, second, AT)
        at = f"/rolcontroles/{made}"
        async with signed_in(transport, people.administrator) as client:
            page = await opened(client, at)
            await answered(made, second, secretary, at=AT, only=(chair, secretary))
            typed = chosen(page, at, {chair: "withdraw"}) | {
                f"answers.{chair}.reason": ["mijn reden"]
            }
            told = await client.post(f"{at}/antwoorden", data=typed, headers=HTML)
            assert told.status_code == 409
            assert "Iemand anders heeft deze controle intussen opgeslagen" in told.text
            assert "mijn reden" in told.text
            shown = fields(told.text, f"{at}/antwoorden")
            assert shown[f"answers.{chair}.answer"] == ["withdraw"], "what was typed"
            assert shown[f"answers.{secretary}.answer"] == ["withdraw"], "what the other answered"
            view = await review(made, by=second, at=AT)
            assert [line.assignment_id for line in view.answered(None)] == [
                line.assignment_id for line in view.lines if line.kind is RoleKind.ADMINISTRATOR
            ]
            saved = await client.post(f"{at}/antwoorden", data=shown, headers=HTML)
            assert saved.status_code == 303
            view = await review(made, by=second, at=AT)
            by = {line.assignment_id: line.answered_by_id for line in view.lines}
            assert by[chair] == people.administrator.person_id
            assert by[secretary] == second.person_id


async def test_what_was_typed_stands_there_again_when_roles_changed_or_it_is_too_long(
    owner_url: str,
) -> None:
    async with service(owner_url) as (transport, people):
        chair = people.chair.roles[0].id
        made = await begun(people.keeper, people.administrator, AT)
        at = f"/rolcontroles/{made}"
        async with signed_in(transport, people.administrator) as client:
            page = await opened(client, at)
            name = f"answers.{chair}.reason"
            typed = chosen(page, at, {chair: "confirm"}) | {name: ["x" * 501]}
            told = await client.post(f"{at}/antwoorden", data=typed, headers=HTML)
            assert told.status_code == 400
            assert "ten hoogste 500 tekens" in told.text
            assert fields(told.text, f"{at}/antwoorden")[f"answers.{chair}.answer"] == ["confirm"]
            await actor(RoleKind.READER, organisation=people.keeper)
            typed |= {name: ["x" * 500]}
            told = await client.post(f"{at}/antwoorden", data=typed, headers=HTML)
            assert told.status_code == 400
            assert "zijn er rollen gegeven" in told.text
            assert "gegeven sinds het begin" in told.text
            shown = fields(told.text, f"{at}/antwoorden")
            assert shown[f"answers.{chair}.answer"] == ["confirm"]
            saved = await client.post(f"{at}/antwoorden", data=shown, headers=HTML)
            assert saved.status_code == 303


async def test_completing_asks_first_who_it_is_when_that_is_long_ago(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        by = people.administrator
        made = await begun(people.keeper, by, AT)
        await answered(made, by, at=AT)
        view = await review(made, by=by, at=AT)
        async with signed_in(transport, by) as client:
            await DATABASE.fetch(
                "update session set confirmed_at = $1, made_at = $1", AT - timedelta(hours=2)
            )
            at = f"/rolcontroles/{made}"
            assert (await client.get(at, headers=HTML)).status_code == 200
            led = await client.get(f"{at}/afronding", headers=HTML)
            assert led.headers["location"].startswith("/bevestiging?next=")
            sent = {"version": view.version, "seen": view.seen}
            for address in (f"{at}/afronding", f"/api/v1{at}/afronding"):
                refused = await client.post(address, json=sent)
                assert refused.status_code == 403
        assert (await review(made, by=by, at=AT)).completed_at is None


async def test_an_auditor_reads_and_takes_the_file_and_changes_nothing(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        by = people.administrator
        auditor = await actor(RoleKind.AUDITOR, organisation=people.keeper)
        [row] = await DATABASE.fetch("select password_hash from person where id = $1", by.person_id)
        await DATABASE.fetch("update person set password_hash = $1", row["password_hash"])
        made = await begun(people.keeper, by, AT)
        await answered(made, by, people.chair.roles[0].id, at=AT)
        await completed(made, by, AT)
        await DATABASE.fetch("update person set function = '=cmd()' where id = $1", by.person_id)
        at = f"/rolcontroles/{made}"
        async with signed_in(transport, auditor) as client:
            page = await opened(client, at)
            assert "anders dan" not in page
            file = await client.get(f"{at}/uitvoer", headers=HTML)
            told = (await client.get(f"/api/v1{at}")).json()
            assert "Beginnen" not in await opened(
                client, f"/organisaties/{people.keeper}/rolcontroles"
            )
        rows = list(csv.reader(io.StringIO(file.text.removeprefix("\ufeff")), delimiter=";"))
        assert len(rows) - 1 == len(told["lines"]) == 4
        assert rows[0][:4] == ["Persoon", "Functie", "Naam", "Rol"]
        assert sorted(row[15] for row in rows[1:]) == ["bevestigd"] * 3 + ["ingetrokken"]
        assert {row[17] for row in rows[1:]} == {"'=cmd()"}, "no cell is a formula"
        [noted] = await DATABASE.fetch("select kind from trail_entry where verb = 'export'")
        assert noted["kind"] == "review"


async def test_of_who_works_elsewhere_page_file_and_machine_tell_no_more_than_function_and_role(
    owner_url: str,
) -> None:
    async with service(owner_url) as (transport, people):
        elsewhere = await actor(RoleKind.MEMBER, committee=people.committee)
        of = {"person": elsewhere.person_id, "organisation": people.north}
        await add(RoleAssignment(kind="linking_pin", valid_from=day(AT), **of))
        await DATABASE.fetch(
            "update person set name = 'een naam van elders', last_signed_in_on = '2026-11-03',"
            " function = 'lid van elders' where id = $1", elsewhere.person_id,
        )  # fmt: skip
        at = f"/rolcontroles/{await begun(people.keeper, people.administrator, AT)}"
        async with signed_in(transport, people.administrator) as client:
            page = await opened(client, at)
            file = (await client.get(f"{at}/uitvoer", headers=HTML)).text
            told = (await client.get(f"/api/v1{at}")).json()
        assert "werkt elders" in page
        for said in (page, file, str(told)):
            assert "lid van elders" in said
            assert not any(word in said for word in ("een naam", "2026-11-03", "3 november"))
        [line] = [one for one in told["lines"] if one["function"] == "lid van elders"]
        assert (line["name"], line["factor"], line["lastSignedInOn"]) == ("", "unknown", None)


async def test_a_machine_does_the_same(owner_url: str) -> None:
    async with service(owner_url) as (transport, people):
        boss = await operator()
        [row] = await DATABASE.fetch(
            "select password_hash from person where id = $1", people.administrator.person_id
        )
        await DATABASE.fetch("update person set password_hash = $1", row["password_hash"])
        async with signed_in(transport, boss) as client:
            found = (await client.get("/api/v1/rolcontroles?state=due")).json()
            assert {one["organisationId"] for one in found["standings"]} >= {
                str(SERVICE), str(people.keeper), str(people.north),
            }  # fmt: skip
            assert (await client.get("/api/v1/rolcontroles?state=x")).status_code == 404
            of = f"/api/v1/organisaties/{people.north}/rolcontroles"
            made = (await client.post(of, json={"kind": "all"})).json()
            twice = await client.post(of, json={"kind": "all"})
            assert twice.status_code == 409
            at = f"/api/v1/rolcontroles/{made['id']}"
            [line] = made["lines"]
            said = {line["assignmentId"]: {"answer": "withdraw", "reason": "weg"}}
            sent = {"seen": made["seen"], "answers": said}
            assert (await client.put(f"{at}/antwoorden", json=sent)).status_code == 400
            tag = (await client.get(at)).headers["etag"]
            put = await client.put(f"{at}/antwoorden", json=sent, headers={"if-match": tag})
            assert put.json()["lines"][0]["answer"] == "withdraw", put.text
            late = await client.put(f"{at}/antwoorden", json=sent, headers={"if-match": tag})
            assert late.status_code == 409
            for answer, stands in (("open", None), (None, None), ("withdraw", "withdraw")):
                tag = (await client.get(at)).headers["etag"]
                said = {line["assignmentId"]: {"answer": answer, "reason": f"{answer}"}}
                sent = {"seen": made["seen"], "answers": said}
                put = await client.put(f"{at}/antwoorden", json=sent, headers={"if-match": tag})
                assert put.json()["lines"][0]["answer"] == stands, put.text
            end = {"seen": made["seen"], "version": put.json()["version"]}
            done = await client.post(f"{at}/afronding", json=end)
            assert (done.status_code, done.json()["intact"]) == (201, True)
            [one] = (await client.get(of)).json()
            assert (one["lines"], one["withdrawn"]) == (1, 1)
            none = await client.post(of, json={"kind": "special"})
            assert none.status_code == 409
            nowhere = f"/api/v1/organisaties/{people.chair.person_id}/rolcontroles"
            assert (await client.post(nowhere, json={"kind": "all"})).status_code == 404


async def test_a_review_of_very_many_roles_fits_the_form_and_goes_on_when_saved(
    owner_url: str,
) -> None:
    async with service(owner_url) as (transport, people):
        await DATABASE.fetch(
            """with made as (
                 insert into person (id, version, sign_in_name, function, password_hash, language)
                 select gen_random_uuid(), 1, 'p' || n, 'lezer ' || n, '', 'nl'
                 from generate_series(1, 947) n returning id)
               insert into role_assignment (id, version, person, kind, organisation, valid_from)
               select gen_random_uuid(), 1, id, 'reader', $1, '2026-11-01' from made""",
            people.keeper,
        )
        made = await begun(people.keeper, people.administrator, AT)
        at = f"/rolcontroles/{made}"
        async with signed_in(transport, people.administrator) as client:
            page = await opened(client, at)
            assert "900 van 950 rollen" in page.replace("\u00a0", " ")
            view = await review(made, by=people.administrator, at=AT)
            shown = {line.assignment_id: "confirm" for line in view.asked}
            typed = chosen(page, at, shown)
            saved = await client.post(f"{at}/antwoorden", data=typed, headers=HTML)
            assert saved.status_code == 303, saved.text[:2000]
            page = await opened(client, at)
            view = await review(made, by=people.administrator, at=AT)
            left = view.answered(None)
            assert len(left) == 50
            assert [line.assignment_id for line in view.asked[:50]] == [
                line.assignment_id for line in left
            ]
            assert f"answers.{left[-1].assignment_id}.answer" in page
