"""Whatever is typed to search, every search answers; what no text can hold is found nowhere."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.builders.formation import all_signed, ready
from tests.builders.ordinary import bold_by_hand
from tests.builders.parties import Cast
from tests.builders.registering import registration
from tests.builders.service import service, signed_in
from tests.builders.world import UNLIMITED

from governance.app.routes import API
from governance.base.database import DATABASE

TEMPLATES = Path(__file__).resolve().parents[2] / "templates" / "pages"
AT = datetime(2027, 1, 15, 12, tzinfo=UTC)
PAGES: Mapping[str, tuple[str, ...]] = {
    "agreements/finding": ("/afspraken/artikelen",),
    "agreements/list": ("/afspraken",),
    "agreements/parties": (),
    "commitments/filters": (
        "/toezeggingen",
        "/toezeggingen/bord",
        "/toezeggingen/tijdlijn",
        "/agenda",
    ),
    "formation/asking": ("/afspraken/{in_force}/instemmingsverzoeken?kind=accession",),
    "formation/clauses": ("/bepalingen",),
    "formation/clauses_offered": ("/afspraken/{draft}/bepalingen",),
    "formation/registration_name": ("/registraties/{registration}/namen/1",),
    "identity/people": ("/mensen",),
    "overview/network": ("/netwerk",),
    "parties/abilities": ("/mogelijkheden",),
    "parties/fillings": ("/invullingen",),
    "parties/offers": ("/preventieaanbod",),
    "parties/organisations": ("/organisaties",),
    "parties/regions": ("/regios",),
    "parties/route_form": ("/organisaties/{keeper}/signaalroutes/nieuw",),
    "parties/routes": ("/signaalroutes",),
    "parties/tables": ("/overleggen",),
}
"""Where each template with a search box in it stands. That of the parties is sent, not asked."""
OTHER = (
    "/afspraken/{in_force}/spoor?function=",
    "/organisaties/{keeper}/spoor?function=",
    "/api/v1/afspraken/{in_force}/spoor?function=",
    "/organisaties?kind=",
    "/organisaties?level=",
    "/regios?kind=",
    "/api/v1/organisaties?kind=",
)
"""Other texts that are asked for in an address, and are no search box."""
BOX = re.compile(r"""ui\.field\(\w+, "search"|name="search\"""")


ALSO = {"/api/v1/toezeggingen/aanpassingen": "what=priority&to=high&"}
"""What a list is asked besides, where it says nothing without it."""


def test_every_search_box_is_tried() -> None:
    boxes = {
        str(path.relative_to(TEMPLATES).with_suffix(""))
        for path in TEMPLATES.rglob("*.html")
        if BOX.search(path.read_text("utf-8"))
    }
    assert boxes == set(PAGES)


def asked(ids: Mapping[str, str]) -> list[str]:
    """Every address with a search in it, up to what is searched for."""
    boxes = [f"{at}{'&' if '?' in at else '?'}search=" for of in PAGES.values() for at in of]
    machines = [
        f"{path}?{ALSO.get(path, '')}search="
        for handler in API
        if "search" in handler.opt.get("asks", ())
        for path in handler.paths
    ]
    assert len(machines) > 15
    return [address.format_map(ids) for address in (*boxes, *OTHER, *machines)]


async def there(people: Cast) -> dict[str, str]:
    """The ids of what is searched in."""
    await all_signed(people)
    [row] = await DATABASE.fetch("select id from agreement")
    ids = {"in_force": row["id"], "draft": await ready(people)}
    ids["registration"] = await registration(people, AT, bold_by_hand()[0], "oud.docx")
    return {name: str(one) for name, one in ids.items()} | {"keeper": str(people.keeper)}


@pytest.mark.parametrize("sign", ["%00", "%ED%A0%80", "%FF", "%EE%80%80", "%25", "%5C"])
async def test_whatever_is_typed_every_search_answers(owner_url: str, sign: str) -> None:
    async with service(owner_url, UNLIMITED) as (transport, people):
        ids = await there(people)
        async with signed_in(transport, people.administrator) as client:
            client.headers["accept"] = "text/html"
            wrong = {}
            for address in asked(ids):
                answer = await client.get(f"{address}qzx{sign}qzx")
                if answer.status_code != 200:
                    wrong[address] = answer.status_code
    assert wrong == {}
