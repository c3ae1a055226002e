"""Sign-ins by password that wait for their second step."""

from __future__ import annotations

from piccolo.columns import Bytea, Integer, Timestamptz

from governance.base.table import Stored, reference
from governance.identity.tables import Person


class PendingSignIn(Stored, tablename="pending_sign_in"):
    """The password was right; no session yet."""

    person = reference(Person, help_text="Who signs in")
    token_hash = Bytea(unique=True, null=False, help_text="SHA-256 of the token in the cookie")
    tries = Integer(default=0, null=False, help_text="Codes tried, counted before each is judged")
    expires_at = Timestamptz(default=None, null=False, help_text="Counts until, UTC")
