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

_WAS_UP = """
select 1 from agreement_version where agreement = $1 and frozen_for = 'decision' limit 1"""


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


async def begin(
    agreement_id: UUID, number: int, answers: str, source: str | None, at: datetime
) -> UUID:
    """A version that is open for change; ``answers`` and ``source`` are JSON."""
    values: dict[str, Any] = {"number": number, "answers": answers, "source": source}
    values["made_at"] = at
    return await add(AgreementVersion(agreement=agreement_id, **values))


async def was_up(agreement_id: UUID) -> bool:
    """Whether any version of the text was ever put up for decision."""
    return bool(await DATABASE.fetch(_WAS_UP, agreement_id))


async def keep_answers(agreement_id: UUID, answers: Mapping[str, Any]) -> dict[str, Any]:
    """Replace the answers of the newest version; gives those that stood there."""
    last = await last_version(agreement_id)
    await change(AgreementVersion, last, answers=encoded(answers))
    before: dict[str, Any] = msgspec.json.decode(last["answers"])
    return before


async def freeze(
    agreement_id: UUID, content: Document, articles: list[ArticleText], made_with: str,
    at: datetime, *, negotiation: str | None = None, evidence: bool = False,
) -> dict[str, Any]:  # fmt: skip
    """Freeze the newest version with its articles; gives what the trail notes of it.

    It is frozen for the decision, to negotiate upon (``negotiation`` says what it is of), or as
    the ``evidence`` of what was signed elsewhere.
    """
    last, text = await last_version(agreement_id), encoded(content)
    sealed = hashlib.sha256(text.encode()).hexdigest()
    values: dict[str, Any] = {"content": text, "content_hash": sealed, "made_with": made_with}
    values |= {"frozen_at": at, "note": negotiation or ""}
    frozen_for = "evidence" if evidence else "decision"
    values["frozen_for"] = frozen_for if negotiation is None else "negotiation"
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
