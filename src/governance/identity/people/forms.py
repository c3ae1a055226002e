"""What is handed in when somebody joins, moves, or is described anew."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from msgspec import Meta, Struct

from governance.base.actor import RoleKind
from governance.base.version import Seen

Words = Annotated[str, Meta(max_length=200)]
Address = Annotated[str, Meta(max_length=254)]


class JoinForm(Struct, frozen=True, rename="camel"):
    """Somebody who joins, with the first role. ``for_id``: the organisation, committee or region,
    or nothing for the whole service; ``holder_function``: as in giving a role."""

    email: Address
    function: Words
    kind: RoleKind
    valid_from: date
    name: Words = ""
    language: Literal["nl", "en"] = "nl"
    for_id: UUID | None = None
    valid_until: date | None = None
    holder_function: Words = ""


class DetailsForm(Struct, frozen=True, rename="camel"):
    """What a person is called and where mail goes; ``version`` is the person's as it was seen.
    Without ``email`` the address stays as it is."""

    function: Words
    name: Words = ""
    language: Literal["nl", "en"] = "nl"
    version: Seen = None
    email: Address | None = None


class MoveForm(Struct, frozen=True, rename="camel"):
    """From one organisation to another on a day. Without ``to_id`` the roles only end; ``kind``
    is the role there, ``function`` what the person is from now on."""

    from_id: UUID
    moves_on: date
    to_id: UUID | None = None
    kind: RoleKind | None = None
    function: Words = ""
    holder_function: Words = ""


class ErasureForm(Struct, frozen=True, rename="camel"):
    """The details of somebody who left are to go, knowingly; ``version`` as it was seen."""

    knowingly: bool = False
    version: Seen = None


class RenewalForm(Struct, frozen=True, rename="camel"):
    """Somebody gets new access; ``version`` is the person's as it was seen."""

    version: Seen = None
