"""``governance import-parties``: take over a register, or look at what that would come to."""

from __future__ import annotations

import hashlib
import os
from datetime import date
from pathlib import Path

import click

from governance.audit.rules import THE_SERVICE
from governance.base.clock import day, system_clock
from governance.base.errors import N_, complain
from governance.base.settings import read
from governance.cli.connecting import with_database
from governance.cli.helping import Helping
from governance.cli.saying import say
from governance.exchange.importing.rules import FIELD_WORDS
from governance.exchange.registers.rules import Options, entries_of
from governance.exchange.sheets.rules import too_large
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
ADDED = N_("New: {name} (line {line})")
REST = N_("And more that are new: {number}")
MOST = 20
BECOMES = N_("{name}: {field} becomes {value}")
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
    complain(too_large(file.name, file.stat().st_size))
    content = file.read_bytes()
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
    for added in plan.added[:MOST]:
        say(ADDED, name=added.name, line=added.place.line)
    if len(plan.added) > MOST:
        say(REST, number=len(plan.added) - MOST)
    for one in plan.changed:
        for field, value in one.after.items():
            said = {"name": one.before.name, "field": FIELD_WORDS[field], "value": str(value)}
            say(BECOMES, **said)
    if plan.is_empty:
        say(NOTHING)
    elif not applied:
        say(PREVIEW)
