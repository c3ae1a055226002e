"""``governance import-boundaries``: real boundaries for the map, from TopoJSON or GeoJSON."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import click

from governance.audit.rules import THE_SERVICE
from governance.base.clock import system_clock
from governance.base.errors import N_
from governance.base.settings import read
from governance.cli.connecting import with_database
from governance.cli.helping import Helping
from governance.cli.saying import say
from governance.parties.boundaries.actions import import_boundaries as importing
from governance.parties.boundaries.reading.rules import LIMIT
from governance.parties.boundaries.rules import drawn

DONE = N_("Boundaries imported: {number}. The map draws these from now on.")
SAME = N_("These boundaries are drawn already: nothing changes.")


@click.command(
    cls=Helping, help=N_("Draw the map with the boundaries of a file (TopoJSON or GeoJSON).")
)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--attribution", default="CBS, Kadaster", show_default=True, metavar="NAME",
    help=N_("Whose boundaries these are: stands with the map."),
)  # fmt: skip
def import_boundaries(file: Path, attribution: str) -> None:
    """Draw the map with the boundaries of a file."""
    with file.open("rb") as opened:
        content = opened.read(LIMIT + 1)
    shapes = drawn(file.name, content)
    sha256 = hashlib.sha256(content).hexdigest()
    work = importing(
        shapes, file.name, sha256, attribution, by=THE_SERVICE, at=system_clock(), cause=None
    )
    if with_database(read(os.environ), work):
        say(DONE, number=len(shapes.shapes))
    else:
        say(SAME)
