"""Draft the SQL of a migration: what the tables say and a migrated database does not."""

from __future__ import annotations

import asyncio
import shutil
import sys
import tempfile
from pathlib import Path

from governance.app.tables import TABLES
from governance.base.embedded import Embedded
from governance.migrations.difference import difference
from governance.migrations.runner import FOLDER, migrate, migrations


async def draft(url: str) -> list[str]:
    """Statements that are missing, on a database with every migration so far."""
    await migrate(url)
    return await difference(TABLES, url)


def main() -> None:
    """``python scripts/migration.py <name>`` writes ``sql/NNNN_<name>.sql`` when there is any."""
    folder = Path(tempfile.mkdtemp(prefix="gov-"))
    server = Embedded(folder)
    server.start()
    try:
        said = asyncio.run(draft(server.owner_url))
    finally:
        server.stop()
        shutil.rmtree(folder)
    if not said:
        print("The migrations say what the tables say; nothing to write.")
        return
    path = FOLDER / f"{len(migrations()) + 1:04}_{sys.argv[1]}.sql"
    path.write_text("\n".join(said) + "\n", "utf-8")
    print(f"Drafted {path.name}: read it, add constraints and data steps, run make test.")


if __name__ == "__main__":
    main()
