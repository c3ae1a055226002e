"""Every page and API route meets every role, those of elsewhere and nobody; the answers are those
of the permission table. A route without a row fails, and so does one about an unknown thing."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import AsyncExitStack

import pytest
from httpx import ASGITransport, AsyncClient, Response
from litestar.handlers import HTTPRouteHandler
from tests.builders.everyone import Asker, asking, reaches
from tests.builders.examples import FULL
from tests.builders.things import Thing
from tests.builders.world import world

from governance.app.routes import API, PAGES, described
from governance.base.database import DATABASE
from governance.base.ids import new_id
from governance.base.permissions import Reach, Row
from governance.overview.permissions.rules import MATRIX, WORKFLOWS, dead_ends

ROUTES: list[HTTPRouteHandler] = [*PAGES, *API, described]


TURNS = 3
"""In how many askings of a row all have had their turn; in the long run everybody asks always."""


class Undone(Exception):  # noqa: N818
    """Takes back what a request changed."""


def allowed(row: Row, who: Asker, thing: Thing | None, *, reading: bool) -> bool:
    """What the table says: the role fits, held on this thing, and for reading in this state."""
    if thing is None or row.public or row.anyone:
        return row.held_by(who.actor)
    on = thing.told(row.action)
    return who.actor is not None and any(
        held.kind is role.kind
        and reaches(role, held.reach) & on.get(held.reach, frozenset())
        and (not reading or not held.states or thing.state in held.states)
        for held in row.who
        for role in who.actor.roles
    )


OF_ANOTHER = Thing(
    {name: str(new_id()) for name in ("session_id", "passkey_id", "feed_id")}, "", {}
)
"""A session, a passkey and a calendar feed of somebody who does not ask: nobody finds those of
another."""
READ = {"agreement": "agreement.read", "commitment": "agreement.read", "round": "round.read"}
READ |= {"trail": "agreement.read"}
"""What one must be able to read to act on it."""


def expected(action: str, who: Asker, thing: Thing | None) -> bool:
    row, area = MATRIX[action], action.partition(".")[0]
    if thing is OF_ANOTHER:
        return False
    reads = action.endswith(".read")
    if not allowed(row, who, thing, reading=reads):
        return False
    if reads or area not in READ or thing is None or not thing.on.get(Reach.KEEPER):
        return True
    area = area if "round_id" in thing.ids else "agreement"
    return allowed(MATRIX[READ[area]], who, thing, reading=True)


def through(answer: Response, who: Asker, row: Row) -> bool:
    """Whether somebody got through: not "nothing here", not "sign in first".

    Who sees of a report only how far it is, is led to its round; nobody's form is out of date.
    """
    led = answer.headers.get("location", "") if answer.status_code == 303 else ""
    to_round = led.startswith("/rapportagerondes/") and answer.request.method == "GET"
    signing = row.public or row.action == "session.sign_out"
    signs_in = led.startswith("/aanmelden") and not signing
    nobody = who.actor is None and answer.status_code == 403 and not row.public
    return not (answer.status_code in (401, 404) or to_round or signs_in or nobody)


def about(handler: HTTPRouteHandler, known: dict[str, list[Thing]]) -> Sequence[Thing | None]:
    """The things that a route meets; raises where an address names what no builder makes."""
    [path] = handler.paths
    names = set(re.findall(r"\{(\w+):", path)) - {"form", "key", "name", "provider", "link_id"}
    if names and names <= set(OF_ANOTHER.ids):
        return [OF_ANOTHER]
    if handler.opt["needs"] == "agreement.begin":
        return known["new"]
    if not names:
        return [None]
    area = handler.opt["needs"].partition(".")[0]
    there: list[Thing | None] = [t for t in known.get(area, ()) if names <= set(t.ids)]
    if (area == "round" and not there) or ("round_id" not in names and area == "round"):
        there = [t for t in known["agreement"] if names <= set(t.ids)]
    assert there, f"{path}: no builder makes {sorted(names)} for {area}"
    return there


def action_of(handler: HTTPRouteHandler) -> str:
    """Which row a route asks: one change of many that of what it changes, here priorities."""
    [path] = handler.paths
    return "commitment.prioritise" if "line_change_id" in path else str(handler.opt["needs"])


def address(handler: HTTPRouteHandler, thing: Thing | None, who: Asker) -> str:
    [path] = handler.paths
    given = {"form": "docx", "key": "signaaltafel", "provider": "noord", "link_id": who.link}
    given |= {"name": "wijziging"}
    given |= thing.ids if thing else {}
    return re.sub(r"\{(\w+):\w+\}", lambda name: given[name[1]], path)


def methods(handler: HTTPRouteHandler) -> str:
    [method] = handler.http_methods - {"HEAD", "OPTIONS"}
    return str(method)


def test_every_route_names_a_row_of_the_table_and_every_row_is_used() -> None:
    nameless = [handler.paths for handler in ROUTES if "needs" not in handler.opt]
    assert nameless == []
    needed = {str(handler.opt["needs"]) for handler in ROUTES}
    assert needed - set(MATRIX) == set()
    by_rule = {row.action for row in MATRIX.values() if not (row.who or row.public or row.anyone)}
    assert set(MATRIX) - needed == by_rule


BY_ITSELF = (
    "complete",
    "enter_into_force",
    "register_ended",
    "end",
    "send",
    "fail",
    "lapse",
    "call_off",
    "merge_amendment",
    "return_amendment",
)
"""What the service does when its day or its turn comes."""


def test_no_state_is_a_dead_end_for_everybody() -> None:
    assert dead_ends() == []
    for workflow in WORKFLOWS:
        for step in workflow.steps:
            if step.source != step.target and step.source not in workflow.ends:
                assert step.who or step.verb in BY_ITSELF


def cases() -> Iterator[tuple[str, HTTPRouteHandler]]:
    for handler in ROUTES:
        yield f"{methods(handler)} {min(handler.paths)}", handler


def met(
    known: dict[str, list[Thing]],
) -> Iterator[tuple[str, HTTPRouteHandler, Row, Thing | None]]:
    """Every route with its row, about each thing that it can be about."""
    for name, handler in cases():
        for thing in about(handler, known):
            yield name, handler, MATRIX[action_of(handler)], thing


async def ask(
    client: AsyncClient, who: Asker, handler: HTTPRouteHandler, thing: Thing | None
) -> Response:
    """One request by who the client is; what it is given to keep is not sent with the next."""
    method, at = methods(handler), address(handler, thing, who)
    headers = {"accept": "application/json" if at.startswith("/api/") else "text/html"}
    body = thing.ids if thing and "modelKey" in thing.ids else {}
    sent = {} if method in ("GET", "DELETE") else {"json": body}
    answer = await client.request(method, at, headers=headers, **sent)
    client.cookies.clear()
    return answer


async def undone(
    client: AsyncClient, who: Asker, handler: HTTPRouteHandler, thing: Thing | None
) -> Response:
    """One request; what it changed is undone, so that the next meets the same world."""
    if methods(handler) == "GET":
        return await ask(client, who, handler, thing)
    with pytest.raises(Undone) as took_back:
        async with DATABASE.transaction():
            raise Undone(await ask(client, who, handler, thing))
    given: Response = took_back.value.args[0]
    return given


async def meet(
    transport: ASGITransport, who: Asker, handler: HTTPRouteHandler, thing: Thing | None
) -> Response:
    """One request by a client of its own, which is undone."""
    async with asking(transport, who) as client:
        return await undone(client, who, handler, thing)


def in_turn(askers: Sequence[Asker], action: str, thing: Thing | None, turn: int) -> list[Asker]:
    """Who asks this time: whoever may, nobody, and of the others a third in turn, so that where a
    row is met three times each of them is refused by it."""
    return [
        who for at, who in enumerate(askers)
        if who.actor is None or at % TURNS == turn % TURNS or expected(action, who, thing)
    ]  # fmt: skip


async def all_meet(
    clients: dict[str, AsyncClient],
    askers: Sequence[Asker],
    handler: HTTPRouteHandler,
    thing: Thing | None,
) -> list[tuple[Asker, Response, bool]]:
    """These ask, with whether the table lets them through.

    Who is refused changes nothing but the trail, so these come first and share what is undone: a
    transaction of each its own would take half of the time. Where one gets through all the same
    the test fails anyway.
    """
    action = action_of(handler)
    may = {who.name: expected(action, who, thing) for who in askers}
    answers: list[tuple[Asker, Response, bool]] = []
    with pytest.raises(Undone):
        async with DATABASE.transaction():
            for who in askers:
                if not may[who.name]:
                    answer = await ask(clients[who.name], who, handler, thing)
                    answers.append((who, answer, False))
            raise Undone
    for who in askers:
        if may[who.name]:
            answers.append((who, await undone(clients[who.name], who, handler, thing), True))
    return answers


async def test_every_route_answers_every_role_as_the_table_says(owner_url: str) -> None:
    async with world(owner_url) as there, AsyncExitStack() as open_ones:
        clients = {
            who.name: await open_ones.enter_async_context(asking(there.transport, who))
            for who in there.askers
        }
        wrong, turns, asked = [], Counter[str](), set[tuple[str, str]]()
        every = list(met(there.known))
        often = Counter(row.action for _, _, row, _ in every)
        for name, handler, row, thing in every:
            askers = there.askers
            if often[row.action] >= TURNS and not os.environ.get(FULL):
                askers = in_turn(askers, row.action, thing, turns[row.action])
            turns[row.action] += 1
            answers = await all_meet(clients, askers, handler, thing)
            assert len(answers) == len(askers)
            asked |= {(row.action, who.name) for who in askers}
            for who, answer, may in answers:
                if through(answer, who, row) is not may:
                    state = thing.state if thing else ""
                    wrong.append((name, state, who.name, answer.status_code))
                gone = answer.status_code == 503 and "{provider:str}" in name
                assert answer.status_code < 500 or gone, (name, who.name)
        assert not wrong, "\n".join(map(str, wrong))
        assert len(asked) == len(often) * len(there.askers), "each row meets everybody"
