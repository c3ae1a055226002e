"""``governance check-library``: what is wrong with models, rule sets, clauses and kinds."""

from __future__ import annotations

from pathlib import Path

import click

from governance.base.errors import N_, Complaint, complain
from governance.base.places import shipped
from governance.base.words import translate
from governance.cli.helping import Helping
from governance.cli.models import NO_MODEL
from governance.cli.saying import language_of
from governance.library.proving import proven

RIGHT = N_(
    "Nothing is wrong. Model agreements: {models}; rule sets: {sets}; clauses: {clauses}; kinds of "
    "commitment: {kinds}."
)


@click.command(
    cls=Helping,
    help=N_(
        "Prove the model agreements, rule sets, clauses and kinds of commitment in FOLDER (or "
        "those shipped)."
    ),
)
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@click.pass_context
def check_library(ctx: click.Context, folder: Path | None) -> None:
    """One model when FOLDER is one, else every model, rule set, clause and kind in it."""
    place = shipped("agreements") if folder is None else folder
    found = proven(place)
    complain(found.complaints)
    there = found.models or found.sets or found.clauses or found.kinds
    complain([] if there else [Complaint(str(place), NO_MODEL)])
    language = language_of(ctx.ensure_object(dict).get("language"))
    counts = {"models": found.models, "sets": found.sets, "clauses": found.clauses}
    counts["kinds"] = found.kinds
    click.echo(translate(language, RIGHT, **counts))
