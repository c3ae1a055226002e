"""``governance verify-trail`` and ``governance checkpoint``, as an operator runs them."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from tests.builders.parties import cast
from tests.builders.servers import run

from governance.audit.actions import record
from governance.base.database import DATABASE, Database
from governance.base.ids import new_id

AT = datetime(2026, 11, 24, 12, tzinfo=UTC)


def told(url: str, *words: str | Path, key: Path | None = None) -> tuple[int, str]:
    """Code and all words of a command, in English."""
    environment = {k: v for k, v in os.environ.items() if not k.startswith("GOVERNANCE_")}
    environment |= {"GOVERNANCE_DATABASE_URL": url, "GOVERNANCE_LANGUAGE": "en"}
    environment |= {"GOVERNANCE_CHECKPOINT_KEY": str(key)} if key else {}
    done = subprocess.run(
        [sys.executable, "-m", "governance.cli.main", *map(str, words)],
        env=environment, check=False, capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    return done.returncode, done.stdout + done.stderr


async def command(url: str, *words: str | Path, key: Path | None = None) -> tuple[int, str]:
    return await asyncio.to_thread(told, url, *words, key=key)


async def acts(number: int) -> None:
    people = await cast()
    for _ in range(number):
        for of in (people.north, people.south):
            async with DATABASE.transaction():
                await record(of, "v", "thing", new_id(), {}, by=people.pin_north, at=AT)


async def test_a_trail_that_holds_and_one_that_does_not(database: Database, owner_url: str) -> None:
    await acts(3)
    assert await command(owner_url, "verify-trail") == (
        0, "The trail holds. Entries: 6; chains: 2; checkpoints: 0.\n",
    )  # fmt: skip
    await run(
        owner_url,
        "update trail_entry set verb = 'x' where number = 2 and organisation_id = "
        "(select id from organisation where name = 'Noordstad')",
    )
    code, said = await command(owner_url, "verify-trail")
    first, last = said.splitlines()
    assert code == 1
    assert first.startswith("Noordstad, entry 2 of 2026-11-24 12:00:00Z (")
    assert first.endswith("): its content is not what was written then.")
    assert last == "The trail does not hold. Found: 1; entries: 6; chains: 2."
    code, said = await command(owner_url, "verify-trail", "--organisation", "zuiddorp")
    assert (code, said) == (0, "The trail holds. Entries: 3; chains: 1; checkpoints: 0.\n")
    code, said = await command(owner_url, "verify-trail", "--organisation", "nowhere")
    assert (code, said) == (1, "--organisation: No organisation has this name or id.\n")


async def test_a_checkpoint_kept_elsewhere_finds_what_the_database_no_longer_tells(
    database: Database, owner_url: str, tmp_path: Path
) -> None:
    await acts(2)
    key, kept = tmp_path / "key.pem", tmp_path / "kept.json"
    assert (await command(owner_url, "checkpoint", "--make-key", key))[0] == 0
    assert (await command(owner_url, "checkpoint", "--out", kept))[0] == 1, "no key is set"
    code, said = await command(owner_url, "checkpoint", "--out", kept, key=key)
    assert (code, said) == (0, f"Checkpoint written to {kept}. Chains: 2.\n")
    written = kept.read_bytes()
    code, said = await command(owner_url, "checkpoint", "--out", kept, key=key)
    assert (code, kept.read_bytes()) == (1, written), "evidence is not written over"
    assert "cannot be written: a file stands in its place." in said
    public = ("--public-key", f"{key}.pub")
    assert (await command(owner_url, "verify-trail", "--checkpoint", kept))[0] == 1, "no key"
    assert (await command(owner_url, "verify-trail", "--checkpoint", kept, *public))[0] == 0
    await run(
        owner_url, "delete from trail_personal", "delete from trail_entry",
        "delete from trail_head", "delete from trail_checkpoint",
    )  # fmt: skip
    assert (await command(owner_url, "verify-trail"))[0] == 0
    code, said = await command(owner_url, "verify-trail", "--checkpoint", kept, *public)
    assert code == 1
    assert f"in {kept}: the checkpoint of this file is not in the database any more." in said
    assert "Noordstad, entry 2: it was there at the checkpoint and is missing" in said
    assert "Zuiddorp, entry 2: it was there at the checkpoint and is missing" in said


async def test_after_another_key_the_trail_holds_for_who_names_both(
    database: Database, owner_url: str, tmp_path: Path
) -> None:
    await acts(2)
    names = []
    for number in (1, 2):
        key, kept = tmp_path / f"{number}.pem", tmp_path / f"{number}.json"
        await command(owner_url, "checkpoint", "--make-key", key)
        assert (await command(owner_url, "checkpoint", "--out", kept, key=key))[0] == 0
        names += ["--checkpoint", kept]
    old, new = (("--public-key", tmp_path / f"{number}.pem.pub") for number in (1, 2))
    for only in (old, new):
        assert (await command(owner_url, "verify-trail", *names, *only))[0] == 1
    code, said = await command(owner_url, "verify-trail", *names, *old, *new)
    assert (code, said.startswith("The trail holds.")) == (0, True), said
