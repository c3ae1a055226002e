"""The embedded PostgreSQL: a server of our own on one data folder.

It runs ``initdb`` and ``pg_ctl`` itself, listens on a Unix socket only, and lets in who
runs it by peer authentication. As root it drops to an unprivileged account that exists
already, keeps its data under ``/var/lib/governance`` and copies the binaries there, because
that account cannot read a private home; no permission outside that folder is changed.
"""

from __future__ import annotations

import hashlib
import os
import pwd
import re
import shutil
import socket
import stat
import subprocess
import tempfile
from pathlib import Path
from typing import IO

from governance.base.errors import N_, Unusable
from governance.base.places import why_unwritable
from governance.base.processes import alone, call, last_of, shared, unprivileged
from governance.base.wheel import MAJOR, binaries, copied

STARTING = "starting.lock"
FEW_WORDS = "-c log_min_error_statement=panic -c log_error_verbosity=terse"
"""What its log leaves out: the statement that failed and its details, which hold values."""
SOCKET_LIMIT = 107 - len("/.s.PGSQL.5432")
PLAIN = re.compile(r"[\w./-]+", re.ASCII)
"""A path that needs no quoting, in a shell or in an address."""


class Embedded:
    """One server on one data folder, used by any number of processes; the last one stops it."""

    def __init__(self, data: Path) -> None:
        self.folder = data.absolute()
        self.cluster = self.folder / "postgres"
        self.account = unprivileged(self.folder)
        self._mark: IO[str] | None = None
        self.home = binaries()

    def url(self, role: str, database: str = "governance") -> str:
        """Address of a database for one of the roles, through the socket."""
        return f"postgresql://{role}@/{database}?host={self.socket_folder}"

    @property
    def owner_url(self) -> str:
        """For migrations only."""
        return self.url("governance_owner")

    @property
    def app_url(self) -> str:
        """For everything else."""
        return self.url("governance_app")

    @property
    def socket_folder(self) -> Path:
        """In the data folder, or where that path is too long a folder of our own in /tmp."""
        inside = self.folder / "socket"
        if len(os.fsencode(inside)) <= SOCKET_LIMIT and PLAIN.fullmatch(str(inside)):
            return inside
        name = hashlib.sha256(os.fsencode(self.folder)).hexdigest()[:12]
        return Path(tempfile.gettempdir()) / f"governance-{os.geteuid()}-{name}"

    def start(self) -> None:
        """Start the server, making its files at first use; a running one is used as it is."""
        self._check_version()
        self._folders()
        with alone(self.folder / STARTING):
            if self.account is not None:
                self._copy_binaries()
            if not self.cluster.exists():
                self._initialise()
            self._mark = self._mark or shared(self.folder / "using.lock")
            if not self.running():
                options = f"-c listen_addresses='' -k {self.socket_folder} {FEW_WORDS}"
                log = ("-l", self._log)
                self._run("pg_ctl", "start", "-w", "-D", self.cluster, *log, "-o", options)
            self._make_database()

    def stop(self) -> bool:
        """Stop the server unless another process uses it; open work is rolled back.

        Gives whether it was stopped.
        """
        if self._mark is None:
            return False
        with alone(self.folder / STARTING), self._mark as mark:
            self._mark = None
            last = last_of(mark) and self.running()
            if last:
                self._run("pg_ctl", "stop", "-w", "-m", "fast", "-D", self.cluster)
        return last

    def running(self) -> bool:
        """Whether a server answers on this folder's socket."""
        with socket.socket(socket.AF_UNIX) as tried:
            return tried.connect_ex(str(self.socket_folder / ".s.PGSQL.5432")) == 0

    @property
    def _log(self) -> Path:
        return self.folder / "postgres.log"

    def _folders(self) -> None:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            self._own(self.folder)
            self._check_reach()
            self.socket_folder.mkdir(mode=0o700, exist_ok=True)
            self._own_socket()
        except OSError as error:
            raise self._unwritable(error) from error

    def _unwritable(self, error: OSError) -> Unusable:
        return Unusable(
            N_("The data folder {folder} cannot be written: {reason}. Set GOVERNANCE_DATA."),
            folder=self.folder,
            reason=why_unwritable(error),
        )

    def _own(self, folder: Path) -> None:
        """As root, hand over a folder that is empty or ours; never one with other things in it."""
        if self.account is None or folder.stat().st_uid == self.account.pw_uid:
            return
        if any(path.name != STARTING for path in folder.iterdir()):
            raise Unusable(
                N_("The folder {folder} holds other files. Set GOVERNANCE_DATA to an empty one."),
                folder=folder,
            )
        os.chown(folder, self.account.pw_uid, self.account.pw_gid)
        folder.chmod(0o700)

    def _check_reach(self) -> None:
        if self._shell("test", "-w", str(self.folder)).returncode != 0:
            raise Unusable(
                N_("The account {account} cannot reach {folder}. Set GOVERNANCE_DATA elsewhere."),
                account=self.account.pw_name if self.account else os.geteuid(),
                folder=self.folder,
            )

    def _own_socket(self) -> None:
        """A folder in /tmp may have been laid there by another user: then it is not used."""
        self._own(self.socket_folder)
        found = self.socket_folder.lstat()
        ours = self.account.pw_uid if self.account else os.geteuid()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid != ours or found.st_mode & 0o077:
            raise Unusable(
                N_("The folder {folder} belongs to another user: remove it."),
                folder=self.socket_folder,
            )

    def _copy_binaries(self) -> None:
        try:
            self.home = copied(self.folder)
        except OSError as error:
            raise self._unwritable(error) from error

    def _check_version(self) -> None:
        stated = self.cluster / "PG_VERSION"
        if self.cluster.exists() and not stated.exists():
            raise Unusable(
                N_("The folder {folder} is no whole database. Put a backup back, or remove it."),
                folder=self.cluster,
            )
        found = stated.read_text().strip() if stated.exists() else MAJOR
        if found != MAJOR:
            raise Unusable(
                N_(
                    "The data folder {folder} is of PostgreSQL {found}, this version needs "
                    "{needed}. Use the version that made it, or another GOVERNANCE_DATA."
                ),
                folder=self.folder,
                found=found,
                needed=MAJOR,
            )

    def _initialise(self) -> None:
        """Made beside its place and then renamed, so that a half-made one is never used."""
        part = self.cluster.with_suffix(".part")
        shutil.rmtree(part, ignore_errors=True)
        self._run(
            "initdb", "-D", part, "-U", "governance_root", "-E", "UTF8", "--locale=C",
            "--auth-local=peer", "--auth-host=reject", "--data-checksums",
        )  # fmt: skip
        users = {pwd.getpwuid(os.geteuid()).pw_name}
        if self.account is not None:
            users.add(self.account.pw_name)
        roles = ("governance_root", "governance_owner", "governance_app")
        lines = [f"service {user} {role}\n" for user in sorted(users) for role in roles]
        (part / "pg_ident.conf").write_text("".join(lines))
        (part / "pg_hba.conf").write_text("local all all peer map=service\n")
        with (part / "postgresql.conf").open("a") as settings:
            settings.write("timezone = 'UTC'\nlog_timezone = 'UTC'\nmax_connections = 100\n")
        part.rename(self.cluster)

    def _make_database(self) -> None:
        for statement in (
            "create role governance_owner login createdb",
            "create role governance_app login",
            "grant governance_app to governance_owner",
            "create database governance owner governance_owner",
        ):
            made = self._psql(statement)
            if made.returncode != 0 and "already exists" not in made.stderr:
                raise self._unusable("psql", made.stderr)

    def _psql(self, statement: str) -> subprocess.CompletedProcess[str]:
        where = ("-h", self.socket_folder, "-U", "governance_root", "-d", "postgres")
        return self._call("psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", *where, "-c", statement)

    def _call(self, tool: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
        return self._shell(self.home / "bin" / tool, *arguments, quiet="start" in arguments)

    def _shell(self, *command: str | Path, quiet: bool = False) -> subprocess.CompletedProcess[str]:
        return call(*command, account=self.account, folder=self.folder, quiet=quiet)

    def _run(self, tool: str, *arguments: str | Path) -> None:
        done = self._call(tool, *arguments)
        if done.returncode != 0:
            raise self._unusable(tool, done.stderr or "")

    def _unusable(self, tool: str, said: str) -> Unusable:
        return Unusable(
            N_("The embedded PostgreSQL did not start ({tool}): {said} See {log}."),
            tool=tool,
            said=said.strip().splitlines()[-1] if said.strip() else "-",
            log=self._log,
        )
