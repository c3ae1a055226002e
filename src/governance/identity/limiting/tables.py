"""How many requests there were in a minute, per account or network."""

from __future__ import annotations

from piccolo.columns import Integer, Timestamptz, Varchar

from governance.base.table import Stored


class RequestCount(Stored):
    """Requests of one key in its last minute. Not logged by PostgreSQL: a crash may lose it."""

    key = Varchar(length=64, unique=True, null=False, help_text="Hash of account or network")
    window_start = Timestamptz(default=None, null=False, help_text="The minute, UTC")
    requests = Integer(default=0, null=False, help_text="Requests in that minute")
