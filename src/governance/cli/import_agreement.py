"""``governance import-agreement``: what can be read of an ordinary agreement in Word."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import click
import msgspec

from governance.base.errors import N_, Complaint, Refused
from governance.base.settings import MEGABYTE, read
from governance.cli.helping import Helping
from governance.cli.saying import language_of
from governance.cli.understood import told
from governance.documents.reading.ordinary.pieces import Understood
from governance.documents.reading.ordinary.understanding import understood
from governance.files.rules import Kind, examined


@click.command(
    cls=Helping,
    name="import-agreement",
    help=N_("Read an agreement in Word (.docx) and show what was understood of it."),
)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help=N_("As JSON, for machines."))
@click.pass_context
def import_agreement(ctx: click.Context, file: Path, as_json: bool) -> None:
    """Read the file, and show it; nothing is stored."""
    found = understood_file(file)
    if as_json:
        click.echo(msgspec.json.format(msgspec.json.encode(found)))
        return
    lines: Iterator[str] = told(found, language_of(ctx.ensure_object(dict).get("language")))
    click.echo("\n".join(lines))


def understood_file(file: Path) -> Understood:
    """What a file says; raises ``Refused`` with its name, as for a file that is uploaded."""
    limit = read(os.environ).upload_limit * MEGABYTE
    try:
        with file.open("rb") as opened:
            examined(opened, file.name, file.stat().st_size, limit, (Kind.DOCX,))
            opened.seek(0)
            return understood(opened.read())
    except Refused as refused:
        raise Refused(_placed(one, file) for one in refused.complaints) from None


def _placed(one: Complaint, file: Path) -> Complaint:
    return msgspec.structs.replace(one, file=str(file))
