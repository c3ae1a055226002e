"""What can be found in the network, and where it stands."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """What was found, in the order in which it is shown."""

    ORGANISATION = "organisation"
    REGION = "region"
    FILLING = "filling"
    TABLE = "table"
    ROUTE = "route"
