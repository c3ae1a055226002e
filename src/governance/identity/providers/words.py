"""What somebody who is not let in is told: what happened, and what to do now.

Who is unknown, left, holds no role or is of another organisation is told the very same.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from msgspec import Struct

from governance.base.errors import N_
from governance.identity.providers.rules import Purpose, Reason


class Told(Struct, frozen=True):
    """A title, what happened, what to do, and the status of the page. ``{name}``: the provider."""

    title: str
    what: str
    now: str
    status: int = 403


STALE = Told(
    N_("This sign-in cannot be finished"),
    N_("It took more than ten minutes, it was finished already, or it began in another browser."),
    N_("Begin again on the sign-in page."),
    400,
)
DENIED = Told(
    N_("Signing in was stopped"),
    N_("At {name} signing in was stopped or refused. Nobody was signed in here."),
    N_("Begin again, or ask the help desk of your organisation whether you may use this service."),
)
SILENT = Told(
    N_("{name} cannot be used now"),
    N_("It does not answer, or not in a way that can be used."),
    N_("Wait a few minutes and begin again. Does it go on? Tell who manages this service."),
    503,
)
UNSOUND = Told(
    N_("The answer of {name} cannot be trusted"),
    N_("What it sent does not hold, so nobody was signed in."),
    N_("Begin again. Does it happen once more? Give who manages this service the word below."),
)
ONE_FACTOR = Told(
    N_("You signed in with one step only"),
    N_("This service asks for a second step at {name}, such as a code, an app or a key."),
    N_("Set up a second step at your organisation and begin again. Its help desk can help you."),
)
NO_ACCESS = Told(
    N_("You have no access with this account"),
    N_("At {name} you are signed in, but this account opens nothing here."),
    N_(
        "Ask the administrator of the agreements in your organisation for an invitation. Were you "
        "invited? Then open the link in your invitation and sign in from there."
    ),
)
NO_INVITATION = Told(
    N_("This invitation does not work any more"),
    N_("It was used, withdrawn, or is too old."),
    N_("Ask who invited you for a new one."),
)
OTHER_ADDRESS = Told(
    N_("The invitation is for another e-mail address"),
    N_("The address that {name} gives is not the one that was invited, or is not verified there."),
    N_("Sign in there with the account that was invited, or ask who invited you for a new one."),
)
TAKEN = Told(
    N_("This account cannot be added"),
    N_("It belongs to somebody else here, or you have another account of {name} already."),
    N_("Take the other account away first, or ask who manages this service."),
)
NOT_ANEW = Told(
    N_("You did not sign in anew"),
    N_("To confirm who you are, {name} must ask you to sign in once more."),
    N_("Begin again, and sign in there with your own account."),
)
TOO_MANY = Told(
    N_("Too many people are signing in from your network"),
    N_("So many began in the last ten minutes that no more can be let through."),
    N_("Wait ten minutes and begin again."),
    429,
)
_TOLD: Mapping[Reason, Told] = MappingProxyType(
    {
        **dict.fromkeys(
            (Reason.UNKNOWN_STATE, Reason.EXPIRED, Reason.REPLAYED, Reason.OTHER_BROWSER), STALE
        ),
        **dict.fromkeys((Reason.UNKNOWN_PERSON, Reason.ORGANISATION), NO_ACCESS),
        **dict.fromkeys((Reason.NOT_RECENT, Reason.OTHER_PERSON), NOT_ANEW),
        Reason.DENIED: DENIED,
        **dict.fromkeys((Reason.NO_ANSWER, Reason.NOT_EXCHANGED), SILENT),
        Reason.SECOND_FACTOR: ONE_FACTOR,
        Reason.INVITATION: NO_INVITATION,
        Reason.ADDRESS: OTHER_ADDRESS,
        Reason.LINKED: TAKEN,
        Reason.TOO_OFTEN: TOO_MANY,
    }
)

REASON_WORDS: Mapping[str, str] = {
    Reason.UNKNOWN_STATE: N_("not begun here"),
    Reason.EXPIRED: N_("took more than ten minutes"),
    Reason.REPLAYED: N_("answer used twice"),
    Reason.OTHER_BROWSER: N_("answer in another browser"),
    Reason.DENIED: N_("stopped or refused at the provider"),
    Reason.NO_ANSWER: N_("provider did not answer"),
    Reason.NOT_EXCHANGED: N_("provider refused the code or our secret"),
    Reason.ISSUER: N_("answer of another provider"),
    Reason.AUDIENCE: N_("token for another service"),
    Reason.SIGNATURE: N_("signature of the token not right"),
    Reason.TOKEN_EXPIRED: N_("token too old or too new"),
    Reason.NONCE: N_("token of another sign-in"),
    Reason.MALFORMED: N_("token not complete"),
    Reason.SECOND_FACTOR: N_("no second factor"),
    Reason.NOT_RECENT: N_("not signed in anew"),
    Reason.UNKNOWN_PERSON: N_("account of nobody who may sign in"),
    Reason.ORGANISATION: N_("not of an organisation of the provider"),
    Reason.INVITATION: N_("invitation used, withdrawn or too old"),
    Reason.ADDRESS: N_("other address than was invited"),
    Reason.LINKED: N_("account of somebody else"),
    Reason.OTHER_PERSON: N_("somebody else than was signed in"),
    Reason.REPEATED: N_("logout token used twice"),
    Reason.TOO_OFTEN: N_("too many from this network"),
}
"""Why somebody was not let in, as the trail tells it."""
PURPOSE_WORDS: Mapping[str, str] = {
    Purpose.SIGN_IN: N_("to sign in"),
    Purpose.INVITATION: N_("to answer an invitation"),
    Purpose.LINK: N_("to add an account"),
    Purpose.CONFIRM: N_("to confirm who it is"),
}


def about(reason: Reason) -> Told:
    """What is told for a reason; an answer that does not hold is told as one."""
    return _TOLD.get(reason, UNSOUND)


def tells_reason(told: Told) -> bool:
    """Whether the word of the reason stands on the page: only where somebody must look into it."""
    return told in (UNSOUND, SILENT)


def may_be_another(told: Told) -> bool:
    """Whether another account at the same provider may help: many keep more than one open."""
    return told in (NO_ACCESS, ONE_FACTOR)


def is_stale(reason: Reason) -> bool:
    """Whether it is no going of this browser that can still be told about."""
    return about(reason) is STALE
