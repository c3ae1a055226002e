"""Builders of files that come back from Word upon a fixed version."""

from __future__ import annotations

import io
from uuid import UUID

from tests.builders.files import upload
from tests.builders.formation import AT
from tests.builders.parties import Cast
from tests.builders.returning import Edited

from governance.agreements.versions.queries import frozen
from governance.base.settings import Settings
from governance.formation.editing.actions import fix_version
from governance.formation.negotiating.forms import HandInForm
from governance.formation.negotiating.handing_in.actions import hand_in_file


async def fixed(made: UUID, people: Cast) -> int:
    """A version of a draft to negotiate upon; gives its number."""
    return await fix_version(made, "", None, by=people.administrator, at=AT)


async def desk(made: UUID, people: Cast, *, number: int = 1, tracked: bool = True) -> Edited:
    """A version as it lies on somebody's desk in Word."""
    version = await frozen(made, number, by=people.administrator)
    assert version.content is not None
    found = Edited(version.content)
    found.tracked = tracked
    return found


async def came_back(
    made: UUID, people: Cast, edited: Edited, organisation: UUID | None = None
) -> UUID:
    """A file that is handed in by the keeper, from one of the parties."""
    return await hand_in_file(
        made,
        upload(edited.content(), "terug.docx"),
        HandInForm(1, organisation or people.north),
        settings=Settings(),
        by=people.administrator,
        at=AT,
    )


def file_of(edited: Edited) -> io.BytesIO:
    """The file as a browser sends it."""
    return io.BytesIO(edited.content())
