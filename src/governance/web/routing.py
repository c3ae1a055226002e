"""How hundreds of routes are taken in at once: Litestar does it one by one, and at each looks at
all that came before, which took most of the time that an application is made in."""

from __future__ import annotations

from functools import cached_property
from typing import Any, Self

from litestar import Router
from litestar.routes import BaseRoute, HTTPRoute


class Mapped(Router):
    """A router that keeps what answers where, instead of making it anew at each route."""

    @cached_property
    def _mapped(self) -> tuple[list[BaseRoute], dict[str, dict[str, Any]]]:
        """The routes that are in the map already, at their places, and the map."""
        return [], {}

    @property
    def route_handler_method_map(self) -> dict[str, Any]:
        """What answers at each path, by method; only what is new since the last time is added."""
        known, made = self._mapped
        for place, found in enumerate(self.routes):
            if known[place : place + 1] != [found]:
                known[place : place + 1] = [found]
                made.setdefault(found.path, {}).update(_answering(found))
        return made


class Together(Mapped):
    """All routes of one application, which looks them over once, and not after each of them."""

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        """A router is copied when it is taken in, for another application may take it in too.
        This one is made for one."""
        return self


def _answering(found: BaseRoute) -> dict[str, Any]:
    if not isinstance(found, HTTPRoute):
        raise TypeError(found.path)
    return {method: one for one in found.route_handlers for method in one.http_methods}
