"""A real S3 server and a real virus scanner, on loopback, for as long as the tests last."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import httpx
import pytest
from moto.server import ThreadedMotoServer
from msgspec.structs import replace
from tests.builders.files import pdf
from tests.builders.service import SETTINGS

from governance.base.settings import Secret, Settings
from governance.files.keeping.remote import STORE

BUCKET = "afspraken"
CLAMD = shutil.which("clamd", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
"""The test file of every scanner; in two parts, so that none objects to this one."""


@pytest.fixture(scope="session")
def s3_server() -> Iterator[str]:
    """The address of an S3 server."""
    server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def s3(s3_server: str) -> Iterator[Settings]:
    """Settings that keep files in an empty bucket."""
    httpx.post(f"{s3_server}/moto-api/reset").raise_for_status()
    httpx.put(f"{s3_server}/{BUCKET}").raise_for_status()
    yield replace(
        SETTINGS,
        files=f"s3://{BUCKET}/proef",
        s3_endpoint=s3_server,
        s3_region="us-east-1",
        s3_access_key=Secret("key"),
        s3_secret_key=Secret("not to be told"),
    )
    STORE.close()


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Settings]:
    """Settings that keep files in a folder that is not there yet."""
    yield replace(SETTINGS, files=str(tmp_path / "files"))
    STORE.close()


INFECTED_SCAN = pdf(EICAR.decode())


def _database(at: Path, *infected: bytes) -> None:
    """A database of our own, of nothing but the hashes of these files."""
    at.mkdir(mode=0o755)
    lines = (f"{sha256(one).hexdigest()}:{len(one)}:Own.Eicar-Test\n" for one in infected)
    (at / "own.hsb").write_text("".join(lines))


@pytest.fixture(scope="session")
def scanner() -> Iterator[str]:
    """The address of a virus scanner that knows the test file and nothing else."""
    assert CLAMD, "clamd is not installed: run scripts/ready.sh"
    folder = Path(tempfile.mkdtemp(prefix="gov-clamd-"))
    folder.chmod(0o755)
    _database(folder / "db", EICAR, INFECTED_SCAN)
    path = folder / "s"
    lines = {
        "DatabaseDirectory": folder / "db", "LocalSocket": path, "Foreground": "yes",
        "StreamMaxLength": "2M", "PidFile": folder / "pid", "TemporaryDirectory": folder,
        "FixStaleSocket": "yes", "LogFile": folder / "log",
    }  # fmt: skip
    (folder / "conf").write_text("".join(f"{name} {value}\n" for name, value in lines.items()))
    command = [str(CLAMD), f"--config-file={folder / 'conf'}"]
    with (folder / "out").open("wb") as out:
        running = subprocess.Popen(command, stdout=out, stderr=out)
    try:
        _wait(path, running, folder)
        yield f"unix://{path}"
    finally:
        running.terminate()
        running.wait(20)
        shutil.rmtree(folder)


def _wait(path: Path, running: subprocess.Popen[bytes], folder: Path) -> None:
    for _ in range(300):
        assert running.poll() is None, (folder / "out").read_text()
        with socket.socket(socket.AF_UNIX) as tried:
            if tried.connect_ex(str(path)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError("clamd does not answer: " + (folder / "out").read_text())
