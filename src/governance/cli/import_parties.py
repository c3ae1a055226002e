"""``governance import-parties``: take over a register, or look at what that would come to."""

from __future__ import annotations

import hashlib
import os
from datetime import date
from pathlib import Path

import click

from governance.audit.rules import THE_SERVICE
from governance.base.clock import day, system_clock
from governance.base.errors import N_
from governance.base.settings import read
from governance.cli.connecting import with_database
from governance.cli.helping import Helping
from governance.cli.saying import say
from governance.exchange.registers.rules import Options, entries_of
from governance.exchange.sheets.rules import LIMIT
from governance.parties.registering.actions import Taken, planned, take_over
from governance.parties.registering.rules import Entries, Plan

SUMS = {
    "added": N_("Organisations added: {number}"),
    "changed": N_("Organisations changed: {number}"),
    "ended": N_("Organisations ended: {number}"),
    "unchanged": N_("Organisations as they were: {number}"),
    "left_out": N_(
        "Municipalities left out: {number}. This list does not tell which have ended: import the "
        "register of municipalities first."
    ),
    "regions": N_("Regions added: {number}"),
    "members": N_("Memberships added: {number}"),
    "members_ended": N_("Memberships ended: {number}"),
    "successions": N_("Successions added: {number}"),
}
NOTHING = N_("Nothing changes: everything in this file is here already.")
PREVIEW = N_("This is what would change. Add --apply to do it.")


@click.command(
    cls=Helping,
    help=N_("Take over a register of organisations; without --apply it only shows what changes."),
)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--apply", "applied", is_flag=True, help=N_("Do it; else it is only shown."))
@click.option("--riec", is_flag=True, help=N_("Take over the RIEC too, which areas only infer."))
@click.option(
    "--on", type=click.DateTime(["%Y-%m-%d", "%d-%m-%Y"]), metavar="DAY",
    help=N_("Memberships begin on this day; else today."),
)  # fmt: skip
def import_parties(file: Path, applied: bool, riec: bool, on: object) -> None:
    """Take over a register of organisations."""
    with file.open("rb") as opened:
        content = opened.read(LIMIT + 1)
    entries = entries_of(file.name, content, Options(riec=riec))
    begins = on.date() if hasattr(on, "date") else day(system_clock())
    taken = Taken(file.name, hashlib.sha256(content).hexdigest())
    plan = with_database(read(os.environ), _work(entries, taken, begins, applied))
    tell(plan, applied)


async def _work(entries: Entries, taken: Taken, on: date, applied: bool) -> Plan:
    if applied:
        return await take_over(entries, taken, on, by=THE_SERVICE, at=system_clock(), cause=None)
    return await planned(entries, on)


def tell(plan: Plan, applied: bool) -> None:
    """What taking a register over comes to, or came to."""
    for name, number in plan.counts().items():
        if number or name in ("added", "changed", "ended"):
            say(SUMS[name], number=number)
    for one in plan.changed:
        fields = ", ".join(f"{name}: {value}" for name, value in one.after.items())
        click.echo(f"{one.before.name}: {fields}")
    if plan.is_empty:
        say(NOTHING)
    elif not applied:
        say(PREVIEW)
