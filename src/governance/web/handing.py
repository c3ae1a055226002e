"""Handing what somebody filled in to the action that it is for.

``made = await handed_to(request, BarrierForm, actions.add_barrier, region_id)``: what most routes
do that add, change or remove one thing. What needs more between reading and acting reads by itself.
"""

from __future__ import annotations

from collections.abc import Awaitable
from datetime import datetime
from typing import Protocol, TypeVar
from uuid import UUID

from msgspec import Struct

from governance.base.actor import Actor
from governance.base.errors import Unread
from governance.web.acting import AnyRequest, moment_of, signed_in
from governance.web.reading import handed_in

Form = TypeVar("Form", bound=Struct)
Form_contra = TypeVar("Form_contra", bound=Struct, contravariant=True)
Made = TypeVar("Made")
Made_co = TypeVar("Made_co", covariant=True)


class Action(Protocol[Form_contra, Made_co]):
    """An action on one thing that judges a form, with what of it could not be read."""

    def __call__(
        self, of: UUID, form: Form_contra, /, *, by: Actor, at: datetime, unread: Unread
    ) -> Awaitable[Made_co]: ...


async def handed_to(
    request: AnyRequest, form: type[Form], action: Action[Form, Made], of: UUID
) -> Made:
    """Read the form, and act as who is signed in, now; gives what the action gives.

    Raises ``Refused`` with every complaint, and what the action raises.
    """
    read, unread = await handed_in(request, form)
    return await action(of, read, by=signed_in(request), at=moment_of(request), unread=unread)
