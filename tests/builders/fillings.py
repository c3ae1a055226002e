"""Functions that are filled, questions to fill one, and links of mails."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from governance.base.actor import Actor
from governance.base.clock import day
from governance.base.views import add
from governance.identity.rules import new_token, token_hash
from governance.overview.asking.actions import ask_to_fill
from governance.parties.asking.forms import AskForm
from governance.parties.asking.rules import quarter_of
from governance.parties.asking.tables import FillingReminder
from governance.parties.fillings.actions import fill_function
from governance.parties.fillings.forms import FillingForm
from governance.parties.rules import FunctionKind
from governance.parties.tables import Grouping, Membership

SINCE = date(2026, 1, 1)
MAILBOX = "mensenhandel@regio.example"


def form(function: str = "linking_pin", **fields: Any) -> FillingForm:
    """A function that an advisor fills for the own organisation since 2026."""
    said = {"holder_function": "adviseur veiligheid", "mailbox": MAILBOX, "valid_from": SINCE}
    return FillingForm(function=FunctionKind(function), **{**said, **fields})


async def filled(
    organisation: UUID, by: Actor, at: datetime, function: str = "linking_pin", **fields: Any
) -> UUID:
    return await fill_function(organisation, form(function, **fields), by=by, at=at)


async def asked(
    organisation: UUID, by: Actor, at: datetime, function: str = "care_coordinator"
) -> UUID:
    return await ask_to_fill(organisation, AskForm(FunctionKind(function)), by=by, at=at)


async def reminded(organisation: UUID, at: datetime) -> str:
    """The token of the link of a mail that asks whether functions are still right."""
    token = new_token()
    await add(
        FillingReminder(
            organisation=organisation, due_on=quarter_of(day(at)), token_hash=token_hash(token),
            made_at=at,
        )
    )  # fmt: skip
    return token


async def region(name: str, *members: UUID, kind: str = "region", **columns: Any) -> UUID:
    """A region with members since 2020."""
    made = await add(
        Grouping(kind=kind, name=name, sort_key=name.lower(), search_key=name.lower(), **columns)
    )
    for member in members:
        await add(Membership(grouping=made, organisation=member, valid_from=date(2020, 1, 1)))
    return made
