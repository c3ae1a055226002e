"""Programs of the machine, run as the account that may run them, and locks between processes."""

from __future__ import annotations

import fcntl
import os
import pwd
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from governance.base.errors import N_, Unusable

ACCOUNTS = ("postgres", "nobody")
"""As root, the first of these that exists runs the server; none is ever made."""


def unprivileged(folder: Path) -> pwd.struct_passwd | None:
    """The account to drop to, or None when this process is not root.

    A folder that one of the accounts owns already stays with that account.
    """
    if os.geteuid() != 0:
        return None
    known = [account for account in pwd.getpwall() if account.pw_name in ACCOUNTS]
    if not known:
        raise Unusable(
            N_("As root the database needs an account without rights: make one named {name}."),
            name=ACCOUNTS[0],
        )
    owner = folder.stat().st_uid if folder.exists() else None
    return min(known, key=lambda a: (a.pw_uid != owner, ACCOUNTS.index(a.pw_name)))


def call(
    *command: str | Path, account: pwd.struct_passwd | None, folder: Path, quiet: bool = False
) -> subprocess.CompletedProcess[str]:
    """Run a program in a folder to its end; ``quiet`` keeps no output.

    A program that leaves a server behind must be quiet: the server would hold the pipe open.
    It runs in a session of its own, so that Ctrl-C reaches only who waits for it.
    """
    output = subprocess.DEVNULL if quiet else subprocess.PIPE
    running = subprocess.Popen(
        [str(part) for part in command],
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=output,
        text=True,
        cwd=folder,
        env={"PATH": os.environ.get("PATH", ""), "LC_ALL": "C", "TZ": "UTC"},
        user=account.pw_uid if account else None,
        group=account.pw_gid if account else None,
        extra_groups=[] if account else None,
        start_new_session=True,
    )
    try:
        said, wrong = running.communicate()
    except BaseException:
        # Whoever is stopped while waiting leaves nothing behind that still writes.
        os.killpg(running.pid, signal.SIGTERM)
        running.wait()
        raise
    return subprocess.CompletedProcess(running.args, running.returncode, said, wrong)


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """One process at a time inside; the others wait."""
    with path.open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def shared(path: Path) -> IO[str]:
    """A mark that this process uses something, held until it is closed or the process ends."""
    file = path.open("a")
    fcntl.flock(file, fcntl.LOCK_SH)
    return file


def last_of(file: IO[str]) -> bool:
    """Whether nobody else holds the mark of :func:`shared` any more."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
