"""The version that somebody saw of what they change: without it they could overwrite unseen."""

from __future__ import annotations

from typing import Annotated, TypeAlias

from msgspec import Meta

Seen: TypeAlias = Annotated[int | None, Meta(extra={"seen": True})]
"""A field ``version`` of a form that edits: it must be handed in.

A page carries it hidden; a machine gives it in the body or as ``If-Match``. Steps of a
workflow do without, because the state says whether they may still be taken; an approval and an
adoption name it, because they are of one text.
"""
