"""``governance sync-parties``: fetch the registers of the settings, and take all of them over."""

from __future__ import annotations

import os
from collections.abc import Sequence

import click

from governance.audit.rules import THE_SERVICE
from governance.base.clock import system_clock
from governance.base.errors import N_, Complaint, Refused
from governance.base.settings import read
from governance.cli.connecting import with_database
from governance.cli.helping import Helping
from governance.cli.import_parties import tell
from governance.cli.saying import say
from governance.exchange.syncing.actions import take_over_all
from governance.exchange.syncing.queries import known_sources
from governance.exchange.syncing.remote import fetch_all
from governance.exchange.syncing.rules import NOT_ASKED, Came, Known, shown

UNCHANGED = N_("{register}: not changed since it was last taken over.")
OF = N_("{register}:")


@click.command(
    cls=Helping,
    help=N_("Fetch the registers of GOVERNANCE_REGISTERS; without --apply it only shows changes."),
)
@click.option("--apply", "applied", is_flag=True, help=N_("Do it; else it is only shown."))
@click.option("--again", is_flag=True, help=N_("Read them also where they have not changed."))
@click.option("--riec", is_flag=True, help=N_("Take over the RIEC too, which areas only infer."))
def sync_parties(applied: bool, again: bool, riec: bool) -> None:
    """Fetch the registers of the settings."""
    settings = read(os.environ)
    if not settings.registers:
        raise Refused([Complaint("GOVERNANCE_REGISTERS", NOT_ASKED)])
    work = _work(settings.registers, applied=applied, again=again, riec=riec)
    for one in with_database(settings, work):
        if one.plan is None:
            say(UNCHANGED, register=shown(one.address))
        else:
            say(OF, register=shown(one.address))
            tell(one.plan, applied)


async def _work(addresses: Sequence[str], *, applied: bool, again: bool, riec: bool) -> list[Came]:
    known: dict[str, Known] = {} if again else await known_sources(addresses, riec=riec)
    found = await fetch_all(addresses, known)
    return await take_over_all(
        found, known, applied=applied, riec=riec, by=THE_SERVICE, at=system_clock()
    )
