"""What the acts of an account are called in the trail; also by the names of actions, where
somebody was refused."""

from __future__ import annotations

from collections.abc import Mapping

from governance.base.errors import N_

PASSWORD_CHANGED = "changed_password"  # noqa: S105 - no password
"""The act of which its owner hears in a letter of its own."""
_CONFIRMED = N_("Confirmed who it is")
_APP_ADDED, _APP_REMOVED = N_("Authenticator app set up"), N_("Authenticator app removed")
_CODES = N_("New recovery codes made")
_PASSKEY_ADDED, _PASSKEY_REMOVED = N_("Passkey added"), N_("Passkey removed")
_UNLINKED = N_("Account at a provider taken away")
_ASKED = N_("Passkey asked for")
_PASSWORD = N_("Password changed")
_ENDED = N_("Session ended")
_SECOND = N_("Second step of signing in")
ACCOUNT_WORDS: Mapping[str, str] = {
    "second_step": _SECOND,
    "take": _SECOND,
    "take_by_passkey": _SECOND,
    "sign_in_by_passkey": N_("Signing in with a passkey"),
    "challenge": _ASKED,
    "challenge_to_sign_in": _ASKED,
    "confirmed": _CONFIRMED,
    "confirm": _CONFIRMED,
    "confirm_by_passkey": _CONFIRMED,
    "added_app": _APP_ADDED,
    "offer_app": _APP_ADDED,
    "confirm_app": _APP_ADDED,
    "removed_app": _APP_REMOVED,
    "remove_app": _APP_REMOVED,
    "renewed_recovery_codes": _CODES,
    "renew_codes": _CODES,
    "used_recovery_code": N_("Recovery code used"),
    "added_passkey": _PASSKEY_ADDED,
    "register": _PASSKEY_ADDED,
    "removed_passkey": _PASSKEY_REMOVED,
    "remove_passkey": _PASSKEY_REMOVED,
    PASSWORD_CHANGED: _PASSWORD,
    "change_password": _PASSWORD,
    "linked": N_("Account at a provider added"),
    "unlinked": _UNLINKED,
    "unlink": _UNLINKED,
    "ended_session": _ENDED,
    "end_session": _ENDED,
    "end_others": _ENDED,
}
