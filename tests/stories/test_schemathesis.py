"""schemathesis asks everything of the API as everybody: nothing breaks, nothing is undocumented.

The seed stands at the end of every run; ``GOVERNANCE_TEST_SEED`` repeats it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import cycle, islice
from typing import Any

import pytest
from httpx import AsyncClient, Response
from litestar.handlers import HTTPRouteHandler
from schemathesis import Case
from tests.builders.everyone import Asker
from tests.builders.fuzzing import (
    CHECKS,
    Chooser,
    Made,
    asked,
    cases,
    operations,
    problems,
    versions,
)
from tests.builders.seeds import repeat, seed_of
from tests.builders.things import Thing
from tests.builders.world import World, world
from tests.stories.test_permissions import about, expected, methods

from governance.app.routes import API, whole_description
from governance.web.describing import described_path

HANDLERS = {(described_path(h), methods(h)): h for h in API}
TRIES = 24
"""How often something that fits is tried before we let it be."""
SHARE = 0.7
"""Of the operations that must be done by somebody: the others ask for a key, or another state."""


class Run:
    """One run over all operations: what was answered, and what nobody told."""

    def __init__(self, there: World, chooser: Chooser) -> None:
        self.there, self.chooser = there, chooser
        self.askers = cycle(there.askers)
        self.statuses: Counter[int] = Counter()
        self.done: Counter[str] = Counter()
        self.wrong: dict[tuple[str, int, str], str] = {}

    async def ask(self, made: Made, who: Asker) -> int:
        answer = await asked(self.chooser.client, made)
        self.statuses[answer.status_code] += 1
        self.done[made.case.operation.label] += answer.status_code < 300
        for problem in problems(made, answer):
            key = (made.case.operation.label, answer.status_code, problem.partition("\n")[0])
            self.wrong.setdefault(key, self.told(made, who, answer, problem))
        return answer.status_code

    @staticmethod
    def told(made: Made, who: Asker, answer: Response, problem: str) -> str:
        sent = f"{made.case.method} {made.url} {made.content[:400]!r}"
        return f"{who.name}: {sent}\n{answer.status_code} {answer.text[:400]}\n{problem}"

    async def everybody(
        self, pool: Sequence[Case], things: Sequence[Thing | None], number: int
    ) -> None:
        """The next of those who could ask get each one of the cases, about one of the things."""
        for place, who in enumerate(islice(self.askers, number)):
            case, thing = pool[place % len(pool)], self.chooser.dice.choice(things)
            await self.ask(self.chooser.any(case, thing, who), who)

    async def until_done(
        self, pool: Sequence[Case], action: str, things: Sequence[Thing | None]
    ) -> None:
        """Who may do it tries what fits, until it is done."""
        may = [(t, who) for t in things for who in self.there.askers if expected(action, who, t)]
        for place in range(TRIES if may else 0):
            thing, who = self.chooser.dice.choice(may)
            made = await self.chooser.fitting(pool[place % len(pool)], thing, who)
            if await self.ask(made, who) < 300:
                return


async def over_all(owner_url: str, of: int, *, examples: int, part: float) -> Run:
    """Every operation by so many examples of each kind, and so large a part of who could ask."""
    async with world(owner_url) as there, AsyncClient(transport=there.transport) as client:
        run = Run(there, Chooser(there, client, await versions(), of))
        for operation in operations():
            handler = HANDLERS[(operation.path, operation.method.upper())]
            things = about(handler, there.known)
            pool = cases(operation, examples, of)
            right = [case for case in pool if case.meta and case.meta.generation.mode.is_positive]
            await run.until_done(right, str(handler.opt["needs"]), things)
            await run.everybody(pool, things, round(part * len(there.askers)))
        return run


def judged(run: Run, of: int) -> None:
    said = "\n\n".join(f"{key}\n{example}" for key, example in run.wrong.items())
    assert not run.wrong, f"{repeat(of)}\n\n{said}"
    done = [label for label, times in run.done.items() if times]
    never = sorted(set(run.done) - set(done))
    assert len(done) >= SHARE * len(API), f"{repeat(of)}: nobody did {never}"
    assert {200, 201, 204, 400, 401, 404, 409} <= set(run.statuses), run.statuses


async def test_everybody_asks_everything_of_the_api(owner_url: str) -> None:
    """Few examples of each operation, and in turn a third of those who could ask: there are
    hundreds of operations, and who gets through is for the test of permissions, which asks all.
    The long run (``--full``) takes all of them, eight times over, with sixty examples.
    """
    of = seed_of(full=False)
    judged(await over_all(owner_url, of, examples=4, part=1 / 3), of)


@pytest.mark.full
async def test_everybody_asks_everything_at_length(owner_url: str) -> None:
    of = seed_of(full=True)
    judged(await over_all(owner_url, of, examples=60, part=8), of)


def described() -> Iterator[tuple[str, dict[str, Any]]]:
    whole = whole_description()
    for path, methods_of in whole["paths"].items():
        for method, operation in methods_of.items():
            yield f"{method.upper()} {path}", operation


def test_no_answer_is_documented_as_anything_else() -> None:
    """A default, or a range such as 4XX, would let every status pass."""
    for label, operation in described():
        assert all(status.isdecimal() for status in operation["responses"]), label
        assert {"429", "500"} <= set(operation["responses"]), label
    assert len(CHECKS) == 5


def test_every_refusal_is_documented_as_a_problem() -> None:
    whole = whole_description()
    schemas = whole["components"]["schemas"]
    for label, operation in described():
        for status, told in operation["responses"].items():
            if int(status) < 400:
                continue
            answer = whole["components"]["responses"][told["$ref"].rpartition("/")[2]]
            [media] = answer["content"]
            assert media == "application/problem+json", label
            named = answer["content"][media]["schema"]["$ref"].rpartition("/")[2]
            assert {"type", "status", "title", "detail"} == set(schemas[named]["required"]), label
            assert {"API-Version", "X-Request-Id", "Content-Language"} <= set(answer["headers"])


def test_what_may_be_sent_has_no_fields_beside_those_that_are_told() -> None:
    whole = whole_description()
    for label, operation in described():
        for media, content in operation.get("requestBody", {}).get("content", {}).items():
            if media == "multipart/form-data":
                continue
            named = content["schema"]["$ref"].rpartition("/")[2]
            assert whole["components"]["schemas"][named]["additionalProperties"] is False, label


def test_a_run_can_be_repeated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOVERNANCE_TEST_SEED", "7")
    assert seed_of(full=True) == seed_of(full=False) == 7
    assert "GOVERNANCE_TEST_SEED=7" in repeat(7)
    [operation] = [one for one in operations() if one.label == "POST /afspraken"]
    first, second, other = (cases(operation, 4, of) for of in (7, 7, 8))
    assert [case.body for case in first] == [case.body for case in second]
    assert [case.body for case in first] != [case.body for case in other]


def test_the_description_names_a_handler_for_every_operation() -> None:
    handlers: list[HTTPRouteHandler] = [
        HANDLERS[(of.path, of.method.upper())] for of in operations()
    ]
    assert len(handlers) == len(API)
