"""What is handed in of a list that is kept under a name."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from msgspec import Meta, Struct

from governance.base.version import Seen
from governance.commitments.warning.forms import Asked, Code

Name = Annotated[str, Meta(max_length=120)]
Query = Annotated[Code, Meta(max_length=2000)]


class ViewForm(Asked, frozen=True, rename="camel", kw_only=True):
    """A list under a name; ``organisation_id``: with which it is shared; none: for oneself.

    ``query``: the filters, columns and order as they stand in the address of the list.
    """

    name: Name
    query: Query = ""
    organisation_id: UUID | None = None


class ViewChange(Asked, frozen=True, rename="camel", kw_only=True):
    """A list as it is to be."""

    name: Name
    query: Query = ""
    organisation_id: UUID | None = None
    version: Seen = None


class ViewRemoval(Struct, frozen=True, rename="camel", kw_only=True):
    """That a list is not kept any more."""

    version: Seen = None
