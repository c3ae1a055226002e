"""Everything of this package, put into an application in one line.

``Application(route_handlers=[...], middleware=[<finds the session>], on_app_init=[install])``.
"""

from __future__ import annotations

from typing import Any

from litestar import HttpMethod, Litestar, Response, route
from litestar.config.app import AppConfig
from litestar.types import Message, Send
from msgspec import Struct

from governance.base.errors import NotFound
from governance.web import errors
from governance.web.acting import AnyRequest
from governance.web.csrf import OnlyOurs
from governance.web.gates import Gates
from governance.web.language import Speaks, switch_language
from governance.web.origin import requested
from governance.web.routing import Mapped, Together
from governance.web.security import add_headers
from governance.web.static import static_file

EVERY = [
    HttpMethod.GET,
    HttpMethod.POST,
    HttpMethod.PUT,
    HttpMethod.PATCH,
    HttpMethod.DELETE,
    HttpMethod.OPTIONS,
]


ONLY_HEADERS = "only_headers"


class Application(Mapped, Litestar):
    """Litestar, and it answers HEAD wherever it answers GET: the same headers, without a body.

    Here and not at each route: its router refuses a method before any middleware runs, and a
    second method at a route would stand in the description of the API.
    """

    @property
    def _over_tls(self) -> bool:
        """Whether people reach this service over TLS only, by the address that it has."""
        settings = self.state.get("settings")
        return settings is not None and settings.address.startswith("https://")

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer one connection."""
        if scope["type"] != "http":
            await super().__call__(scope, receive, send)
            return
        if self._over_tls:
            # Whatever a proxy forgot to say: this service is only there over TLS.
            scope = {**scope, "scheme": "https"}
        if scope["method"] == "HEAD":
            # A copy: the server goes by its own to know that there is no body to come.
            scope, send = {**scope, "method": "GET", ONLY_HEADERS: True}, _bodiless(send)
        # Round everything, so that also a refusal before any route knows where it came from.
        with requested(scope):
            await super().__call__(scope, receive, send)


def only_headers(request: AnyRequest) -> bool:
    """Whether this is a HEAD: nothing is sent but headers, so nobody gets to read anything."""
    return bool(request.scope.get(ONLY_HEADERS))


def _bodiless(send: Send) -> Send:
    async def sent(message: Message) -> None:
        if message["type"] == "http.response.body":
            message = {**message, "body": b""}
        await send(message)

    return sent


@route(
    "/{rest:path}",
    http_method=EVERY,
    opt={"csrf": False},
    include_in_schema=False,
    sync_to_thread=False,
)
def nowhere() -> Response[None]:
    """An address that no route knows: the same 404, with the shell of who is signed in."""
    raise NotFound


def add_version(response: Response[Any]) -> Response[Any]:
    """What a machine reads of a thing with a version says it as ``ETag``, for ``If-Match``."""
    version = getattr(response.content, "version", None)
    if isinstance(response.content, Struct) and isinstance(version, int):
        response.headers.setdefault("ETag", f'"{version}"')
    return response


def install(config: AppConfig) -> AppConfig:
    """Add errors, headers, the check on forgery, static files and the switch of language.

    The middleware that finds the session stands in ``config.middleware`` already.
    """
    config.middleware = [*config.middleware, OnlyOurs(), Speaks(), Gates()]
    config.exception_handlers = {**errors.HANDLERS, **config.exception_handlers}
    config.after_request = add_version
    config.before_send = [*config.before_send, add_headers]
    found = [*config.route_handlers, static_file, switch_language, nowhere]
    config.route_handlers = [Together("/", route_handlers=found)]
    return config
