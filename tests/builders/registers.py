"""Small registers of our own making, in each form that is read, and the real ones if here."""

from __future__ import annotations

import json
import os
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from tests.builders.files import upload

from governance.base.actor import Actor
from governance.base.settings import Settings
from governance.documents.workbooks import Page, workbook
from governance.exchange.drawing.actions import hand_in_boundaries
from governance.exchange.drawing.forms import HandInBoundariesForm
from governance.exchange.importing.actions import hand_in_register
from governance.exchange.importing.forms import HandInForm

TOOI = "https://identifier.overheid.nl/tooi/id/"
ONT, PROV = "https://identifier.overheid.nl/tooi/def/ont/", "http://www.w3.org/ns/prov#"
ROOT = Path(__file__).resolve().parent.parent.parent


def shared(name: str) -> Path:
    """A register of the shared data; the test is skipped where that folder is not."""
    asked = os.environ.get("GOVERNANCE_SHARED")
    places = [Path(asked)] if asked else [ROOT.parent / "shared"]
    for place in places:
        if (place / "data" / name).is_file():
            return place / "data" / name
    pytest.skip(f"the registers to test with are not here: set GOVERNANCE_SHARED ({name})")


def municipality(code: str, name: str, begins: str = "", last: str = "") -> dict[str, Any]:
    """A municipality as the TOOI register has it; ``last`` is its last day."""
    made: dict[str, Any] = {
        "@id": f"{TOOI}gemeente/gm{code}",
        "@type": [f"{ONT}Gemeente"],
        f"{ONT}gemeentecode": [{"@value": code}],
        f"{ONT}voorkeursnaamInclSoort": [{"@value": f"gemeente {name}"}],
    }
    for field, said in (("begindatum", begins), ("einddatum", last)):
        if said:
            made[f"{ONT}{field}"] = [{"@value": said}]
    return made


def merger(into: str, *ended: str, on: str) -> dict[str, Any]:
    """A merger as the TOOI register has it."""
    return {
        "@id": f"{TOOI}gemeente/wzg_1",
        "@type": [f"{ONT}Samenvoeging"],
        f"{PROV}generated": [{"@id": f"{TOOI}gemeente/gm{into}"}],
        f"{PROV}invalidated": [{"@id": f"{TOOI}gemeente/gm{one}"} for one in ended],
        f"{ONT}tijdstipWijziging": [{"@value": f"{on}T00:00:00"}],
    }


def register(*things: dict[str, Any]) -> bytes:
    return json.dumps(things or MERGED).encode()


MERGED = (
    municipality("0001", "Noord", last="2025-12-31"),
    municipality("0002", "Zuid", last="2025-12-31"),
    municipality("0003", "Noord en Zuid", begins="2026-01-01"),
    municipality("0004", "Verweg"),
    merger("0003", "0001", "0002", on="2026-01-01"),
)
AREAS = (
    b"gemeentecode,gemeente,provinciecode,provincie,veiligheidsregiocode,veiligheidsregio,"
    b"riec_afgeleid\n"
    b"GM0003,Noord en Zuid,PV90,Middenland,VR91,Noord,RIEC Midden\n"
    b"GM0004,Verweg,PV90,Middenland,VR92,Verweg,RIEC Midden\n"
)
LISTED = (
    f"tooi_uri,naam,lijst\n{TOOI}zbo/zb900001,Raad voor de Proef,zbolijst\n"
    f"{TOOI}so/so9001,Veiligheidsregio Noord,solijst\n{TOOI}gemeente/gm0004,gemeente Verweg,g\n"
    f"{TOOI}gemeente/gm0999,gemeente Onbekend,g\n"
).encode()
OWN = (
    b"soort;naam;korte naam;mailbox;vanaf\n"
    b"zorgorganisatie;Stichting Opvang Noord;Opvang;mensenhandel@opvang.example;01-02-2026\n"
    b"onderwijs;Noordcollege;;;\n"
)


def book(*pages: Page) -> bytes:
    return workbook(
        pages
        or (
            Page("organisaties", ["soort", "naam"], [["zorgorganisatie", "Opvang Noord"]]),
            Page("regio's", ["regiosoort", "regiocode", "regionaam"], [["district", "", "Kust"]]),
            Page(
                "leden",
                ["regiosoort", "regio", "organisatie", "vanaf"],
                [["district", "Kust", "Opvang Noord", "2026-03-01"]],
            ),
        )
    )


async def handed_in(by: Actor, at: datetime, content: bytes = OWN) -> UUID:
    """A register that waits to be taken over."""
    return await hand_in_register(
        upload(content, "register.csv"), HandInForm(), settings=Settings(), by=by, at=at
    )


def mapped(*codes: str) -> bytes:
    """Boundaries: a square for each code, side by side."""
    features = [
        {
            "type": "Feature",
            "properties": {"code": code},
            "geometry": {
                "type": "Polygon",
                "coordinates": [[[x, 52], [x + 0.2, 52], [x + 0.2, 52.2], [x, 52.2], [x, 52]]],
            },
        }
        for code, x in ((code, 4 + n * 0.2) for n, code in enumerate(codes))
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


async def boundaries(by: Actor, at: datetime, content: bytes | None = None) -> UUID:
    """Boundaries that wait to be drawn."""
    return await hand_in_boundaries(
        upload(content or mapped("GM0001"), "grenzen.json"), HandInBoundariesForm(),
        settings=Settings(), by=by, at=at,
    )  # fmt: skip
