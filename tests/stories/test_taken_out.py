"""Every file that leaves the service is noted, for saving only, and nothing in it can run.

The route table is walked: a route that answers with a file and leaves no entry in the trail
fails, and so does one that nobody of the cast gets a file from.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, get_type_hints

from httpx import Response
from litestar import Response as Answer
from litestar.handlers import HTTPRouteHandler
from litestar.response import Stream
from tests.builders.everyone import Asker, asking
from tests.builders.things import Thing
from tests.builders.world import world
from tests.stories.test_permissions import ROUTES, about, address, expected, methods

from governance.app.routes import described
from governance.base.database import DATABASE

OUT = ("download", "export")
"""What the trail calls a file that is taken out: of what is kept, of what is made now."""
NOTED = "select verb, changes, actor_id from trail_entry where verb = any($1) order by id"


def answers_a_file(handler: HTTPRouteHandler) -> bool:
    """Whether a route says that its answer is bytes, at once or in pieces; the description of
    the API is for everybody, and no file."""
    said = get_type_hints(handler.fn)["return"]
    return said in (Answer[bytes], Stream) and methods(handler) == "GET" and handler != described


def asked(
    handler: HTTPRouteHandler, known: dict[str, list[Thing]], askers: list[Asker]
) -> Iterator[tuple[Asker, str]]:
    """Each thing that a route is about, in each form, asked by somebody who may."""
    for thing in about(handler, known):
        action = str(handler.opt["needs"])
        who = next((one for one in askers if expected(action, one, thing)), None)
        if who is not None:
            at = address(handler, thing, who)
            yield who, at
            if "{form:" in min(handler.paths):
                yield who, at.replace("/docx", "/pdf")


async def noted() -> list[dict[str, Any]]:
    """What was taken out until now, in order."""
    rows = await DATABASE.fetch(NOTED, list(OUT))
    return [{**row, "changes": json.loads(row["changes"])} for row in rows]


def is_safe(answer: Response) -> bool:
    """Saved and not shown, guessed at by nobody, kept by no cache, and without any rights."""
    told = answer.headers
    return (
        told["content-disposition"].startswith('attachment; filename="')
        and told["x-content-type-options"] == "nosniff"
        and told["cache-control"] == "private, no-store"
        and told["content-security-policy"] == "sandbox; default-src 'none'; frame-ancestors 'none'"
    )


async def test_every_file_that_leaves_is_noted_by_whom_and_safe_to_save(owner_url: str) -> None:
    wrong, gave = [], set()
    async with world(owner_url) as there:
        for handler in (one for one in ROUTES if methods(one) == "GET"):
            for who, at in asked(handler, there.known, there.askers):
                before = len(await noted())
                async with asking(there.transport, who) as client:
                    head = await client.head(at)
                    unread = await noted()
                    answer = await client.get(at, headers={"accept-language": "en"})
                is_file = answer.status_code == 200 and "content-disposition" in answer.headers
                assert ("content-disposition" in head.headers) is is_file, at
                new = (await noted())[before:]
                assert len(unread) == before, f"HEAD {at} is noted"
                if not is_file:
                    assert new == [], f"{at} is noted, and gave no file"
                    continue
                gave.add(min(handler.paths))
                assert answer.content, at
                by = who.actor.person_id if who.actor else None
                if [one["actor_id"] for one in new] != [by] or not is_safe(answer):
                    wrong.append((at, new, dict(answer.headers)))
    assert wrong == []
    assert gave == {min(one.paths) for one in ROUTES if answers_a_file(one)}
    assert len(gave) > 18
