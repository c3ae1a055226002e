"""What a machine gives back as ``If-Match``: the version of what it would change next."""

from __future__ import annotations

from typing import TypeVar

from litestar import Response

T = TypeVar("T")


def tagged(content: T, version: int | None) -> Response[T]:
    """An answer whose ``ETag`` is the version that the next change of it must name.

    A Struct with a ``version`` of its own gets that tag by itself. This is for a list, which
    has none, and for an answer that shows more than what was changed. None: without a tag.
    """
    headers = {} if version is None else {"ETag": f'"{version}"'}
    return Response(content, headers=headers)
