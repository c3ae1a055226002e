"""Help of a command in the language of its messages: click has words of its own in English."""

from __future__ import annotations

import re

import click

from governance.base.errors import N_
from governance.base.words import translate
from governance.cli.saying import language_of

HELP = N_("Show this message and exit.")
VERSION = N_("Show the version and exit.")
USAGE, REQUIRED = N_("Usage"), N_("required")
METAVARS = (
    N_("OPTIONS"),
    N_("COMMAND"),
    N_("ARGS"),
    N_("PATH"),
    N_("MODEL"),
    N_("FOLDER"),
    N_("NAME"),
    N_("FUNCTION"),
    N_("ADDRESS"),
)
"""How click and the commands name in capitals what is to be filled in."""


def keep_language(ctx: click.Context, _: click.Parameter, chosen: str | None) -> str | None:
    """Keep the language that was chosen, before any help is shown."""
    ctx.ensure_object(dict)["language"] = chosen
    return chosen


class Helping(click.Command):
    """A command, or a group of them, with help in the language that was chosen."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        pieces = _named(ctx, " ".join(self.collect_usage_pieces(ctx)))
        formatter.write_usage(ctx.command_path, pieces, prefix=said(ctx, USAGE) + ": ")

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.indentation():
            formatter.write_paragraph()
            formatter.write_text(_named(ctx, said(ctx, self.help or "")))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section(said(ctx, N_("Options"))):
            formatter.write_dl([_row(ctx, one) for one in self.get_params(ctx) if _shown(one)])


def said(ctx: click.Context, message: str) -> str:
    """A message in the language that was chosen for the command."""
    chosen = ctx.obj.get("language") if ctx.obj else None
    return translate(language_of(chosen), message) if message else ""


def _shown(param: click.Parameter) -> bool:
    return isinstance(param, click.Option) and not param.hidden


def _row(ctx: click.Context, param: click.Parameter) -> tuple[str, str]:
    """The names of an option, and what it is for."""
    names, _ = param.get_help_record(ctx) or ("", "")
    about = said(ctx, (param.help or "") if isinstance(param, click.Option) else "")
    needed = f"  [{said(ctx, REQUIRED)}]" if param.required else ""
    return _named(ctx, names), about + needed


def _named(ctx: click.Context, text: str) -> str:
    """A text in which what is named in capitals is named in the language that was chosen."""
    return re.sub("|".join(METAVARS), lambda found: said(ctx, found[0]), text)
