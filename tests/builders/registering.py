"""An agreement that was signed elsewhere, begun with its file."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from tests.builders.files import pdf, upload
from tests.builders.parties import Cast

from governance.agreements.registering.beginning.actions import begin_registration
from governance.agreements.registering.forms import RegistrationForm
from governance.base.settings import Settings


async def registration(
    people: Cast, at: datetime, content: bytes = b"", name: str = "oud.pdf"
) -> UUID:
    """A registration that is begun by the keeper, of a scan where no content is given."""
    file = upload(content or pdf("elders ondertekend"), name)
    form = RegistrationForm(people.keeper, people.committee)
    by = people.administrator
    return await begin_registration(form, file, settings=Settings(), by=by, at=at)
