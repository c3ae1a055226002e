"""How a version of the text is stored. Steps of ``agreements.actions``, in its transaction."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from governance.agreements.forms import ArticleText
from governance.agreements.tables import AgreementVersion, Article
from governance.base.database import DATABASE
from governance.base.errors import Overtaken
from governance.base.views import add, add_all, change, encoded
from governance.documents.blocks import Document

_LAST = "select * from agreement_version where agreement = $1 order by number desc limit 1"


async def last_version(agreement_id: UUID) -> dict[str, Any]:
    """The row of the newest version."""
    [row] = await DATABASE.fetch(_LAST, agreement_id)
    return dict(row)


async def text_seen(agreement_id: UUID, number: int | None) -> dict[str, Any]:
    """The row of the newest version; :class:`Overtaken` where a person saw another one."""
    last = await last_version(agreement_id)
    if number is not None and last["number"] != number:
        raise Overtaken
    return last


async def begin(agreement_id: UUID, number: int, answers: str, at: datetime) -> UUID:
    """A version that is open for change; ``answers`` is JSON."""
    return await add(
        AgreementVersion(agreement=agreement_id, number=number, answers=answers, made_at=at)
    )


async def keep_answers(agreement_id: UUID, answers: Mapping[str, Any]) -> dict[str, Any]:
    """Replace the answers of the newest version; gives those that stood there."""
    last = await last_version(agreement_id)
    await change(AgreementVersion, last, answers=encoded(answers))
    before: dict[str, Any] = msgspec.json.decode(last["answers"])
    return before


async def freeze(
    agreement_id: UUID, content: Document, articles: list[ArticleText], made_with: str, at: datetime
) -> dict[str, Any]:
    """Freeze the newest version with its articles; gives what the trail notes of it."""
    last, text = await last_version(agreement_id), encoded(content)
    sealed = hashlib.sha256(text.encode()).hexdigest()
    values = {"content": text, "content_hash": sealed, "made_with": made_with, "frozen_at": at}
    await change(AgreementVersion, last, **values)
    await add_all(
        Article(
            agreement_version=last["id"],
            number=article.number,
            key=article.key,
            title=article.title,
            text=article.text,
        )
        for article in articles
    )
    return {"version": last["number"], "content_hash": sealed}
