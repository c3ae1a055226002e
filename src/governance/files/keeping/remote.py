"""The store of files: one interface for a folder, an S3 bucket, and the database itself.

Objects are named by the SHA-256 of what they hold. So writing one twice is writing it once,
and a transaction that is rolled back leaves at most an object that no row names: it is found
by ``governance check-files`` and does no harm.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import IO, Any
from urllib.parse import urlsplit

import obstore
import structlog
from obstore.exceptions import BaseError
from obstore.store import LocalStore, S3Store

from governance.base.errors import N_, Unavailable, Unusable
from governance.base.failures import kind_of, places_of
from governance.base.places import why_unwritable
from governance.base.settings import Settings

log = structlog.get_logger("governance.files")

UNREACHABLE = N_("The store of files cannot be reached now. Nothing is lost. Try again later.")
PIECE = 1024 * 1024
_OPTIONS: Any = {"connect_timeout": timedelta(seconds=5), "timeout": timedelta(seconds=60)}
_RETRY: Any = {"max_retries": 2, "retry_timeout": timedelta(seconds=20)}


class Store:
    """Where the bytes of files are. Until it is opened, and without a place of its own, the
    rows of the database hold them."""

    def __init__(self) -> None:
        self._store: LocalStore | S3Store | None = None
        self._folder: Path | None = None

    def open(self, settings: Settings) -> None:
        """Keep files where the settings say; raises ``Unusable`` for a folder that cannot be."""
        self.close()
        if settings.files.startswith("s3://"):
            self._store = _bucket(settings)
        elif settings.files:
            self._folder = Path(settings.files)
            self._store = _folder(self._folder)

    def close(self) -> None:
        """Keep files in the database again."""
        self._store = self._folder = None

    @property
    def apart(self) -> bool:
        """Whether bytes are kept apart from the database."""
        return self._store is not None

    async def put(self, sha256: str, content: bytes | IO[bytes]) -> bool:
        """Keep bytes under their hash; False where the database has to. Lasts once it returns."""
        if self._store is None:
            return False
        with _reaching("put", sha256):
            if not isinstance(content, bytes):
                content.seek(0)
            await obstore.put_async(self._store, _name(sha256), content, max_concurrency=2)
            if self._folder is not None:
                await asyncio.to_thread(_settle, self._folder / _name(sha256))
        return True

    async def pieces(self, sha256: str) -> AsyncIterator[bytes]:
        """The bytes under a hash, as they are there; raises ``FileNotFoundError``."""
        if self._store is None:
            raise FileNotFoundError(sha256)
        with _reaching("get", sha256):
            found = await obstore.get_async(self._store, _name(sha256))
            async for piece in found.stream(min_chunk_size=PIECE):
                yield bytes(piece)

    async def has(self, sha256: str) -> bool:
        """Whether the bytes under a hash are there."""
        if self._store is None:
            return False
        with _reaching("head", sha256), suppress(FileNotFoundError):
            await obstore.head_async(self._store, _name(sha256))
            return True
        return False

    async def remove(self, sha256: str) -> None:
        """Give up the bytes under a hash, for ever; nothing happens where there are none."""
        if self._store is None:
            return
        with _reaching("remove", sha256), suppress(FileNotFoundError):
            await obstore.delete_async(self._store, _name(sha256))

    async def names(self) -> AsyncIterator[tuple[str, datetime]]:
        """The hash that each object is named by, and since when it is there."""
        if self._store is None:
            return
        with _reaching("list", ""):
            async for some in obstore.list(self._store):
                for one in some:
                    yield one["path"].rpartition("/")[2], one["last_modified"]


def _name(sha256: str) -> str:
    """In folders by the first two digits: no folder grows without end."""
    return f"{sha256[:2]}/{sha256}"


def _folder(folder: Path) -> LocalStore:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not os.access(folder, os.W_OK | os.X_OK):
            raise PermissionError(13, "", str(folder))
    except OSError as error:
        raise Unusable(
            N_("The folder for files {folder} cannot be written: {reason}. Set GOVERNANCE_FILES."),
            folder=folder,
            reason=why_unwritable(error),
        ) from error
    return LocalStore(folder)


def _bucket(settings: Settings) -> S3Store:
    place = urlsplit(settings.files)
    given = {
        "endpoint": settings.s3_endpoint,
        "region": settings.s3_region,
        "access_key_id": str(settings.s3_access_key),
        "secret_access_key": str(settings.s3_secret_key),
    }
    config: Any = {name: value for name, value in given.items() if value}
    plain = settings.s3_endpoint.startswith("http://")
    return S3Store(
        place.netloc,
        prefix=place.path.strip("/") or None,
        config=config,
        client_options=_OPTIONS | ({"allow_http": True} if plain else {}),
        retry_config=_RETRY,
    )


def _settle(path: Path) -> None:
    """A file that is recorded as kept must outlast a power cut, and so must its name."""
    for place in (path, path.parent, path.parent.parent):
        handle = os.open(place, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextmanager
def _reaching(what: str, sha256: str) -> Iterator[None]:
    """What the store answers other than "not there" is that it cannot be used now."""
    try:
        yield
    except (BaseError, OSError) as error:
        gone = what == "get" and isinstance(error, FileNotFoundError)
        if gone and "NoSuchBucket" not in str(error):
            raise
        kind, frames = kind_of(error), places_of(error)
        log.error("store unreachable", work=what, sha256=sha256, kind=kind, frames=frames)
        raise Unavailable(UNREACHABLE) from error


STORE = Store()
"""The store of this process; the roof opens it."""
