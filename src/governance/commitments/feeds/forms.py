"""What is handed in to make, renew or end a calendar feed."""

from __future__ import annotations

from uuid import UUID

from msgspec import Struct

from governance.base.version import Seen


class FeedForm(Struct, frozen=True, rename="camel"):
    """For whom: an organisation or committee, or nothing for everything of one's own."""

    for_id: UUID | None = None


class FeedStep(Struct, frozen=True, rename="camel"):
    """A step with a feed, as it was seen."""

    version: Seen = None
