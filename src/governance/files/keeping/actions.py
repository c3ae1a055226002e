"""One after the other: who records bytes, and who destroys the very same."""

from __future__ import annotations

from governance.base.database import DATABASE

_ALONE = "select pg_advisory_xact_lock(hashtextextended($1, 47))"


async def hold_bytes(sha256: str) -> None:
    """Hold the bytes with a hash until the transaction ends: others who record or destroy these
    wait, and then see what became of them."""
    await DATABASE.fetch(_ALONE, sha256)
