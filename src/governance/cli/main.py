"""``governance``: the group of commands, each loaded by its name when it is called."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterable
from importlib import import_module
from typing import Any

import click

from governance.base.errors import N_, GovernanceError, Unusable
from governance.base.places import VERSION
from governance.cli import helping

COMMANDS = {
    "draft": "governance.cli.draft:draft",
    "models": "governance.cli.models:models",
    "check-library": "governance.cli.check_library:check_library",
    "serve": "governance.cli.serve:serve",
    "migrate": "governance.cli.migrate:migrate",
    "sample": "governance.cli.sample:sample",
    "verify-trail": "governance.cli.verify_trail:verify_trail",
    "checkpoint": "governance.cli.checkpoint:checkpoint",
    "remind": "governance.cli.remind:remind",
    "invite": "governance.cli.invite:invite",
    "import-agreement": "governance.cli.import_agreement:import_agreement",
    "import-parties": "governance.cli.import_parties:import_parties",
    "sync-parties": "governance.cli.sync_parties:sync_parties",
    "import-boundaries": "governance.cli.import_boundaries:import_boundaries",
    "move-files": "governance.cli.files:move_files",
    "check-files": "governance.cli.files:check_files",
}
"""Where each command is; nothing is imported before it is called."""
SAYING = "governance.cli.saying:told"
MISUSED = "governance.cli.saying:misused"
UNSAID = N_("The output cannot be written: the disk or device is full.")
HELP = {
    "draft": N_("Make a document from a model agreement and a file of answers."),
    "models": N_("List the model agreements and what each asks."),
    "check-library": N_("Prove that model agreements, rule sets and clauses are whole."),
    "serve": N_("Serve the pages and the API."),
    "migrate": N_("Bring the database to this version."),
    "sample": N_("Load the sample region."),
    "verify-trail": N_("Verify that nobody rewrote the trail."),
    "checkpoint": N_("Sign the ends of all chains of the trail."),
    "remind": N_("Send the mail that waits, once."),
    "invite": N_("Invite the first person who signs in."),
    "import-agreement": N_("Read an agreement in Word and show what was understood."),
    "import-parties": N_("Take over a register of organisations."),
    "sync-parties": N_("Fetch the registers and take them over."),
    "import-boundaries": N_("Draw the map with real boundaries."),
    "move-files": N_("Move files from the database to the store."),
    "check-files": N_("Check that every file is there as it was kept."),
}


class ByName(helping.Helping, click.Group):
    """A group that knows its commands by name and loads one when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        place = COMMANDS.get(cmd_name)
        if place is None:
            return None
        command: click.Command = load(place)
        return command

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        super().format_options(ctx, formatter)
        with formatter.section(helping.said(ctx, N_("Commands"))):
            formatter.write_dl([(name, helping.said(ctx, HELP[name])) for name in COMMANDS])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            raise load("governance.cli.saying:UnknownCommand")(args[0], list(COMMANDS))
        return super().resolve_command(ctx, args)


def load(place: str) -> Any:
    """What stands at ``module:name``."""
    module, _, name = place.partition(":")
    return getattr(import_module(module), name)


@click.group(
    cls=ByName,
    help=N_("One record of an administrative agreement, from first draft to kept promise."),
)
@click.version_option(VERSION, prog_name="governance", help=helping.VERSION)
@click.option(
    "--language",
    type=click.Choice(["nl", "en"]),
    envvar="GOVERNANCE_LANGUAGE",
    is_eager=True,
    expose_value=False,
    callback=helping.keep_language,
    help=N_("Language of messages; else as LANG says, else Dutch."),
)
def governance() -> None:
    """All the commands."""


def main() -> None:
    """Run a command; what goes wrong becomes lines on standard error."""
    chosen: dict[str, str | None] = {}
    code = 1
    lines: Iterable[str] = ()
    try:
        code = governance.main(prog_name="governance", obj=chosen, standalone_mode=False) or 0
        sys.stdout.flush()
    except GovernanceError as error:
        lines = load(SAYING)(error, chosen.get("language"))
    except click.ClickException as error:
        code, lines = error.exit_code, [load(MISUSED)(error, chosen.get("language"))]
    except click.Abort:
        pass
    except OSError as error:
        if error.filename is not None or error.errno not in (errno.EPIPE, errno.ENOSPC):
            raise
        # What was said could not leave the process; nothing may try so again at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if error.errno == errno.ENOSPC:
            lines = load(SAYING)(Unusable(UNSAID), chosen.get("language"))
    for line in lines:
        click.echo(line, err=True)
    sys.exit(code)


if __name__ == "__main__":
    main()
