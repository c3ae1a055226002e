"""The file of a piece of evidence, as it is or as a copy."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from litestar import Response

from governance.commitments.evidence.queries import file_to_send
from governance.files.pages import copied, stored
from governance.web.acting import AnyRequest, signed_in
from governance.web.language import language_of


async def sent(request: AnyRequest, line_id: UUID, evidence_id: UUID) -> Response[Any]:
    """Byte for byte for the own organisation, for others a copy without metadata, under the name
    that they are told."""
    by, language = signed_in(request), language_of(request)
    file = await file_to_send(line_id, evidence_id, by=by, language=language)
    if file.own:
        return await stored(request, file.file_id, file.thing)
    return await copied(request, file.file_id, file.thing, file.name)
