"""What can go wrong, in words of the work; the roof turns each into a page or a problem."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeAlias

from msgspec import Struct


def N_(message: str) -> str:  # noqa: N802 - gettext's own name for "translate me later"
    """Mark a message for the catalogues; it is translated where it is shown."""
    return message


MISSING = N_("Fill in this field.")


class Complaint(Struct, frozen=True, omit_defaults=True):
    """One thing that is wrong with what was handed in.

    ``field`` names the input, ``problem`` is a message of the catalogue with named
    ``values`` (``{name}``), ``file`` and ``line`` say where when it came from a file.
    ``about`` is what the field is called, for who reads the complaint apart from its field.
    A value that is a date is written as its reader writes dates.
    """

    field: str
    problem: str
    values: Mapping[str, Any] = {}
    file: str = ""
    line: int = 0
    about: str = ""


Unread: TypeAlias = Sequence[Complaint]
"""What could not be read of a form that was handed in, each with its field."""


class GovernanceError(Exception):
    """The root of everything that this service raises on purpose."""


class Refused(GovernanceError):  # noqa: N818 - reads as a sentence: raise Refused(complaints)
    """What was handed in is not right; holds every complaint at once, never one by one."""

    def __init__(self, complaints: Iterable[Complaint]) -> None:
        self.complaints = tuple(complaints)
        super().__init__("; ".join(f"{c.field}: {c.problem}" for c in self.complaints))


class TooOften(Refused):
    """It was tried too often: nothing was looked at (HTTP 429). ``after``: seconds to wait."""

    def __init__(self, complaints: Iterable[Complaint], after: int) -> None:
        super().__init__(complaints)
        self.headers: Mapping[str, str] = {"Retry-After": str(after)}


class NotFound(GovernanceError):  # noqa: N818
    """It is not there, or this actor may not know that it is. The two answer the same."""


class NotAllowed(NotFound):
    """The actor sees the thing but may not do this to it; answers 404 like the unknown."""


class WrongState(GovernanceError):  # noqa: N818
    """The step does not exist from the state the thing is in (HTTP 409).

    ``why`` is a message of the catalogue, ``back`` the address of the page on which the thing
    stands: who opens the form of such a step is sent there and told why.
    """

    def __init__(self, verb: str, state: str, why: str = "", back: str = "") -> None:
        self.verb, self.state, self.why, self.back = verb, state, why, back
        super().__init__(f"{verb} is no step from {state}")


class Overtaken(GovernanceError):  # noqa: N818
    """Somebody else changed it first; nothing was overwritten (HTTP 409)."""


class SignInNeeded(GovernanceError):  # noqa: N818
    """Nobody is signed in: a page sends to the sign-in page, the API answers 401."""


class TokenRefused(SignInNeeded):
    """An API token that is unknown, has ended or was withdrawn: which of these is not told."""

    why = N_("This token does not count. Ask who made it for another one.")
    headers: Mapping[str, str] = {"WWW-Authenticate": 'Bearer error="invalid_token"'}


class ConfirmationNeeded(GovernanceError):  # noqa: N818
    """It is long ago that this person showed who it is: asked again first (HTTP 403)."""


class EnrolmentNeeded(GovernanceError):  # noqa: N818
    """This person has no second factor yet and must set one up before anything else (HTTP 403)."""


class Unusable(GovernanceError):  # noqa: N818
    """The machine or the settings are not right; one sentence says what and what to do.

    ``sentence`` is a message of the catalogue with named ``values``.
    """

    def __init__(self, sentence: str, **values: object) -> None:
        self.sentence, self.values = sentence, values
        super().__init__(sentence.format(**values))


class Unavailable(GovernanceError):  # noqa: N818
    """Another system that this needs cannot be reached now (HTTP 503): trying later may help.

    ``why`` is a message of the catalogue with named ``values``.
    """

    def __init__(self, why: str, **values: object) -> None:
        self.why, self.values = why, values
        super().__init__(why.format(**values))


class Damaged(Unavailable):
    """What was kept is no longer there, or not as it was kept (HTTP 500): it is not shown."""


def complain(complaints: Iterable[Complaint], unread: Unread = ()) -> None:
    """Raise every complaint at once, or nothing when there is none.

    ``unread`` is what could not be read of a form. A rule sees nothing in such a field; what
    it says of that field gives way to why the field could not be read.
    """
    found = (*unread, *(c for c in complaints if not _within(c.field, unread)))
    if found:
        raise Refused(found)


def complain_of_ids(unread: Unread) -> None:
    """Raise :class:`Refused` with the ids that could not be read: without them nothing is found."""
    complain(one for one in unread if one.field.rpartition(".")[2].lower().endswith("id"))


def _within(field: str, unread: Unread) -> bool:
    return any(field == c.field or field.startswith(f"{c.field}.") for c in unread if c.field)
