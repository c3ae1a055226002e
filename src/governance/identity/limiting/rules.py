"""Who a request counts for, and when there were too many."""

from __future__ import annotations

from datetime import datetime, timedelta

from governance.base.actor import Actor
from governance.base.origin import network_of
from governance.identity.rules import attempt_key

WINDOW = timedelta(minutes=1)
TOGETHER = 10
"""So many reads of one key are counted together; what changes something is counted at once."""


def counted_for(actor: Actor | None, address: str) -> str:
    """The key that a request counts for: the account, else the network that it comes from.

    A hash: what is counted names nobody.
    """
    if actor is not None:
        return attempt_key("account", str(actor.person_id))
    return attempt_key("network", network_of(address))


def window_of(at: datetime) -> datetime:
    """The minute that a moment lies in."""
    return at.replace(second=0, microsecond=0)


def seconds_left(at: datetime) -> int:
    """Seconds until the next minute begins: at least 1."""
    return max(1, round((window_of(at) + WINDOW - at).total_seconds()))
