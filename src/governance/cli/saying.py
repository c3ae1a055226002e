"""What the command line says when it is refused: one line a complaint, no traceback."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

import click
from click.core import ParameterSource

from governance.base.errors import (
    N_,
    Complaint,
    GovernanceError,
    NotFound,
    Refused,
    Unusable,
)
from governance.base.words import LANGUAGES, headed, translate

NOT_THERE = N_("“{name}” is not there.")
NO_COMMAND = N_("There is no command “{name}”; choose one of {known}.")
NO_OPTION = N_("There is no option “{name}”.")
NO_OPTION_LIKE = N_("There is no option “{name}”; did you mean “{like}”?")
NO_VALUE = N_("The option “{name}” needs a value.")
NOT_GIVEN = N_("“{name}” is needed and not given.")
NOT_ONE_OF = N_("“{name}” is none of the possibilities: {options}.")
NOT_RIGHT = N_("What is given for “{name}” cannot be used.")
TOO_MUCH = N_("This command does not know what to do with “{extra}”.")


def language_of(chosen: str | None) -> str:
    """The language chosen, else of the environment as every program reads it, else Dutch."""
    names = ("GOVERNANCE_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
    spoken = chosen or next((said for name in names if (said := os.environ.get(name))), "")
    return spoken[:2] if spoken[:2] in LANGUAGES else LANGUAGES[0]


def say(message: str, **values: object) -> None:
    """Say what is being done, on standard error, in the language of the command."""
    context = click.get_current_context(silent=True)
    chosen = context.obj.get("language") if context and context.obj else None
    language = language_of(chosen)
    click.echo(translate(language, message, **_known(values, language)), err=True)


def told(error: GovernanceError, chosen: str | None) -> Iterator[str]:
    """The lines to write on standard error."""
    language = language_of(chosen)
    if isinstance(error, Refused):
        for complaint in error.complaints:
            yield _line(complaint, language)
    elif isinstance(error, Unusable):
        yield translate(language, error.sentence, **_known(error.values, language))
    elif isinstance(error, NotFound):
        yield translate(language, NOT_THERE, name=str(error))
    else:
        yield str(error)


def _line(complaint: Complaint, language: str) -> str:
    said = translate(language, complaint.problem, **_known(complaint.values, language))
    line = f":{complaint.line}" if complaint.line else ""
    where = f"{complaint.file}{line}: " if complaint.file else ""
    about = translate(language, complaint.about) if complaint.about else ""
    field = _counted(complaint.field) if complaint.file else complaint.field
    told = (
        (bool(about) and "." not in field)
        or field in ("file", "")
        or field in Path(complaint.file).parts
    )
    field = "" if complaint.file and told else f"{field}: "
    return f"{where}{field}{headed(about, said)}"


def _known(values: Mapping[str, object], language: str) -> dict[str, object]:
    """Values of a message, where those that are messages themselves are translated."""
    return {
        name: translate(language, value) if isinstance(value, str) and value else value
        for name, value in values.items()
    }


def _counted(field: str) -> str:
    """A field with its places counted from one, as people count: ``parties.1.name``."""
    parts = field.split(".")
    return ".".join(str(int(part) + 1) if part.isdecimal() else part for part in parts)


def misused(error: click.ClickException, chosen: str | None) -> str:
    """One line on how a command was called wrongly; click's own words where we have none."""
    message, values = _misuse(error)
    return translate(language_of(chosen), message, **values)


def _misuse(error: click.ClickException) -> tuple[str, dict[str, object]]:
    said: tuple[str, dict[str, object]] = (" ".join(error.format_message().split()), {})
    match error:
        case UnknownCommand():
            said = NO_COMMAND, {"name": error.name, "known": ", ".join(error.known)}
        case click.NoSuchOption(possibilities=[like, *_]):
            said = NO_OPTION_LIKE, {"name": error.option_name, "like": like}
        case click.NoSuchOption():
            said = NO_OPTION, {"name": error.option_name}
        case click.MissingParameter():
            said = NOT_GIVEN, {"name": _name(error)}
        case click.BadParameter(param=click.Parameter(type=click.Choice(choices=choices))):
            options = ", ".join(map(str, choices))
            said = NOT_ONE_OF, {"name": _name(error), "options": options}
        case click.BadParameter():
            said = NOT_RIGHT, {"name": _name(error)}
        case click.BadOptionUsage():
            said = NO_VALUE, {"name": error.option_name}
        case click.UsageError(message=message) if "unexpected extra argument" in message:
            said = TOO_MUCH, {"extra": message.partition("(")[2].rstrip(")")}
    return said


def _name(error: click.BadParameter) -> str:
    param = error.param
    if param is None:
        return ""
    source = error.ctx.get_parameter_source(param.name or "") if error.ctx else None
    if source is ParameterSource.ENVIRONMENT and isinstance(param.envvar, str):
        return param.envvar
    return param.opts[-1] if isinstance(param, click.Option) else param.human_readable_name


class UnknownCommand(click.UsageError):
    """A command that is not there."""

    def __init__(self, name: str, known: list[str]) -> None:
        super().__init__(f"No such command: {name}")
        self.name, self.known = name, known
