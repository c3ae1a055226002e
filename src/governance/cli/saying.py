"""What the command line says when it is refused: one line a complaint, no traceback."""

from __future__ import annotations

import os
from collections.abc import Iterator

import click

from governance.base.errors import (
    N_,
    Complaint,
    GovernanceError,
    NotFound,
    Refused,
    Unusable,
)
from governance.base.words import LANGUAGES, translate

NOT_THERE = N_("“{name}” is not there.")


def language_of(chosen: str | None) -> str:
    """The language chosen, else of the environment (``LANG``), else Dutch."""
    spoken = chosen or os.environ.get("LANG", "")[:2]
    return spoken if spoken in LANGUAGES else LANGUAGES[0]


def say(message: str, **values: object) -> None:
    """Say what is being done, on standard error, in the language of the command."""
    context = click.get_current_context(silent=True)
    chosen = context.obj.get("language") if context and context.obj else None
    click.echo(translate(language_of(chosen), message, **values), err=True)


def told(error: GovernanceError, chosen: str | None) -> Iterator[str]:
    """The lines to write on standard error."""
    language = language_of(chosen)
    if isinstance(error, Refused):
        for complaint in error.complaints:
            yield _line(complaint, language)
    elif isinstance(error, Unusable):
        yield translate(language, error.sentence, **error.values)
    elif isinstance(error, NotFound):
        yield translate(language, NOT_THERE, name=str(error))
    else:
        yield str(error)


def _line(complaint: Complaint, language: str) -> str:
    values = {
        name: translate(language, value) if isinstance(value, str) else value
        for name, value in complaint.values.items()
    }
    said = translate(language, complaint.problem, **values)
    where = f"{complaint.file}:{complaint.line}: " if complaint.file else ""
    return f"{where}{complaint.field}: {said}"
