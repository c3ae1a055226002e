"""``governance verify-trail``: whether the trail still holds, entry by entry."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from uuid import UUID

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeElapsedColumn

from governance.audit.checkpoints.queries import checkpoint_of, verifying_key
from governance.audit.rules import SERVICE
from governance.audit.verifying.queries import Report, expected_entries, verify
from governance.audit.verifying.rules import Broken
from governance.audit.verifying.words import FAULT_WORDS
from governance.base.database import DATABASE
from governance.base.errors import N_, Complaint, Refused
from governance.base.settings import Settings, read
from governance.base.words import translate
from governance.cli.connecting import with_database
from governance.cli.helping import Helping
from governance.cli.saying import language_of

ENTRY = N_("{chain}, entry {number} of {moment} ({id}): {what}.")
PLACE = N_("{chain}, entry {number}: {what}.")
POINT = N_("Checkpoint of {moment}: {what}.")
FILE = N_("Checkpoint of {moment} in {file}: {what}.")
HOLDS = N_("The trail holds. Entries: {entries}; chains: {chains}; checkpoints: {checkpoints}.")
BREAKS = N_("The trail does not hold. Found: {number}; entries: {entries}; chains: {chains}.")
THE_SERVICE = N_("The service itself")
UNKNOWN = N_("No organisation has this name or id.")
NO_KEY = N_("Without a public key a checkpoint proves nothing: name it, or set {setting}.")
_ORGANISATION = (
    "select id from organisation where id::text = $1 or lower(name) = $1 or lower(short_name) = $1"
)


@click.command(
    cls=Helping,
    help=N_("Verify the trail: name the first entry of each chain that is not as it was written."),
)
@click.option(
    "--organisation",
    default="",
    metavar="NAME",
    help=N_("Only the chain of this organisation: name or id."),
)
@click.option(
    "--checkpoint", "files", multiple=True, type=click.Path(path_type=Path),
    help=N_("A signed checkpoint that was kept elsewhere; may be given more than once."),
)  # fmt: skip
@click.option(
    "--public-key", "public_keys", multiple=True, type=click.Path(path_type=Path),
    help=N_(
        "The public key of the checkpoints, and those of before; else that of "
        "GOVERNANCE_CHECKPOINT_KEY."
    ),
)  # fmt: skip
@click.pass_context
def verify_trail(
    ctx: click.Context, organisation: str, files: tuple[Path, ...], public_keys: tuple[Path, ...]
) -> int:
    """Verify the trail; the code of the command is 1 where it does not hold."""
    settings = read(os.environ)
    language = language_of((ctx.obj or {}).get("language"))
    report, names = with_database(settings, _verified(settings, organisation, files, public_keys))
    for broken in report.broken:
        click.echo(_line(broken, names, language))
    said = BREAKS if report.broken else HOLDS
    click.echo(translate(
        language, said, entries=report.entries, chains=report.chains,
        checkpoints=report.checkpoints, number=len(report.broken),
    ))  # fmt: skip
    return 1 if report.broken else 0


async def _verified(
    settings: Settings, organisation: str, files: tuple[Path, ...], public_keys: tuple[Path, ...]
) -> tuple[Report, dict[UUID, str]]:
    own = (settings.checkpoint_key,) if settings.checkpoint_key else ()
    found = public_keys or own
    if files and not found:
        values = {"setting": "GOVERNANCE_CHECKPOINT_KEY"}
        raise Refused([Complaint("--public-key", NO_KEY, values)])
    keys = [verifying_key(path) for path in found]
    kept = {str(path): checkpoint_of(path) for path in files}
    only = await _chain(organisation) if organisation else None
    with _progress() as bar:
        task = bar.add_task("", total=await expected_entries(only))
        report = await verify(
            only, files=kept, keys=keys, told=lambda done: bar.update(task, completed=done)
        )
    wanted = sorted({b.organisation_id for b in report.broken if b.organisation_id})
    rows = await DATABASE.fetch("select id, name from organisation where id = any($1)", wanted)
    return report, {row["id"]: row["name"] for row in rows}


async def _chain(said: str) -> UUID:
    if said == str(SERVICE):
        return SERVICE
    rows = await DATABASE.fetch(_ORGANISATION, said.strip().lower())
    if len(rows) != 1:
        raise Refused([Complaint("--organisation", UNKNOWN)])
    return UUID(str(rows[0]["id"]))


def _progress() -> Progress:
    """A bar where somebody watches, nothing where the output goes to a file."""
    columns = (BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    console = Console(stderr=True)
    return Progress(*columns, console=console, transient=True, disable=not sys.stderr.isatty())


def _line(broken: Broken, names: dict[UUID, str], language: str) -> str:
    what = translate(
        language, FAULT_WORDS[broken.fault], since=broken.since, belongs=broken.belongs
    )
    message = FILE if broken.source else POINT
    if broken.organisation_id is not None:
        message = ENTRY if broken.entry_id else PLACE
        what += "".join(f" ({part})" for part in _of_checkpoint(broken))
    return translate(
        language, message, what=what, number=broken.number, id=broken.entry_id,
        file=broken.source, moment=_moment(broken.at),
        chain=_name(broken.organisation_id, names, language),
    )  # fmt: skip


def _of_checkpoint(broken: Broken) -> Iterator[str]:
    if broken.source:
        yield broken.source


def _name(chain: UUID | None, names: dict[UUID, str], language: str) -> str:
    if chain is None or chain == SERVICE:
        return translate(language, THE_SERVICE)
    return names.get(chain, str(chain))


def _moment(at: datetime | None) -> str:
    return f"{at:%Y-%m-%d %H:%M:%S}Z" if at else "-"
