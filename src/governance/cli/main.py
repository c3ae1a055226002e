"""``governance``: the group of commands, each loaded by its name when it is called."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Any

import click

from governance.base.errors import GovernanceError
from governance.base.places import VERSION

COMMANDS = {
    "draft": "governance.cli.draft:draft",
    "models": "governance.cli.models:models",
    "serve": "governance.cli.serve:serve",
    "migrate": "governance.cli.migrate:migrate",
    "sample": "governance.cli.sample:sample",
}
"""Where each command is; nothing is imported before it is called."""
SAYING = "governance.cli.saying:told"
HELP = {
    "draft": "Make a document from a model agreement and a file of answers.",
    "models": "List the model agreements and what each asks.",
    "serve": "Serve the pages and the API.",
    "migrate": "Bring the database to this version.",
    "sample": "Load the sample region.",
}


class ByName(click.Group):
    """A group that knows its commands by name and loads one when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        place = COMMANDS.get(cmd_name)
        if place is None:
            return None
        command: click.Command = load(place)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl([(name, HELP[name]) for name in COMMANDS])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            ctx.fail(f"No such command: {args[0]}")
        return super().resolve_command(ctx, args)


def load(place: str) -> Any:
    """What stands at ``module:name``."""
    module, _, name = place.partition(":")
    return getattr(import_module(module), name)


@click.group(cls=ByName)
@click.version_option(VERSION, prog_name="governance")
@click.option(
    "--language",
    type=click.Choice(["nl", "en"]),
    envvar="GOVERNANCE_LANGUAGE",
    help="Language of messages; else as LANG says, else Dutch.",
)
@click.pass_context
def governance(ctx: click.Context, language: str | None) -> None:
    """One record of an administrative agreement, from first draft to kept promise."""
    ctx.ensure_object(dict)["language"] = language


def main() -> None:
    """Run a command; what the service refuses becomes lines on standard error."""
    chosen: dict[str, str | None] = {}
    try:
        governance(obj=chosen)
    except GovernanceError as error:
        for line in load(SAYING)(error, chosen.get("language")):
            click.echo(line, err=True)
        sys.exit(1)


if __name__ == "__main__":
    main()
