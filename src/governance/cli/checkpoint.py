"""``governance checkpoint``: sign the ends of all chains of the trail, or make the key for it."""

from __future__ import annotations

import os
from pathlib import Path

import click

from governance.audit.checkpoints.actions import make_checkpoint, make_key
from governance.audit.checkpoints.queries import signing_key
from governance.base.clock import system_clock
from governance.base.errors import N_, Complaint, Refused
from governance.base.settings import read
from governance.cli.connecting import with_database
from governance.cli.helping import Helping
from governance.cli.saying import say

KEY_MADE = N_("Private key in {file}: keep it apart from the database. Public key in {public}.")
MADE = N_("Checkpoint written to {file}. Chains: {chains}.")
NO_KEY = N_("Name the private key that signs; make one with governance checkpoint --make-key.")
NOTHING = N_("Name a file for the checkpoint with --out, or a file for a new key with --make-key.")


@click.command(
    cls=Helping,
    help=N_("Sign the ends of all chains of the trail, so that a rewritten trail is found."),
)
@click.option(
    "--out", type=click.Path(path_type=Path), default=None,
    help=N_("The file for the checkpoint; keep it outside the database."),
)  # fmt: skip
@click.option(
    "--make-key", type=click.Path(path_type=Path), default=None,
    help=N_("Make a private key in this file, and the public one beside it."),
)  # fmt: skip
def checkpoint(out: Path | None, make_key: Path | None) -> None:
    """Make a checkpoint, or the key that signs one."""
    if make_key is not None:
        _key(make_key)
        return
    if out is None:
        raise Refused([Complaint("--out", NOTHING)])
    settings = read(os.environ)
    if settings.checkpoint_key is None:
        raise Refused([Complaint("GOVERNANCE_CHECKPOINT_KEY", NO_KEY)])
    key = signing_key(settings.checkpoint_key)
    made = with_database(settings, make_checkpoint(key, at=system_clock(), file=out))
    say(MADE, chains=len(made.checkpoint.heads), file=out)


def _key(place: Path) -> None:
    say(KEY_MADE, file=place, public=make_key(place))
