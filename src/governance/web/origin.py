"""Where a request comes from: its id, for log, trail and answer, and the network of the caller."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from structlog.contextvars import bound_contextvars

from governance.base.origin import Way, new_request_id, originating
from governance.web.addresses import API
from governance.web.cookies import scheme_now

HEADER = "X-Request-Id"


@contextmanager
def requested(scope: Any) -> Iterator[None]:
    """All that happens for this request comes from it; every log line carries its id."""
    client = scope.get("client")
    way = Way.API if scope["path"].startswith(API) else Way.WEB
    address = str(client[0]) if client else ""
    made = new_request_id()
    token = scheme_now.set(str(scope["scheme"]))
    try:
        with originating(way, request_id=made, address=address), bound_contextvars(request_id=made):
            yield
    finally:
        scheme_now.reset(token)
