"""What the ways to sign in are called on a page."""

from __future__ import annotations

from collections.abc import Mapping

from governance.base.errors import N_

METHOD_WORDS: Mapping[str, str] = {
    "password": N_("password"),
    "enrolling": N_("password, to set up a second step"),
    "password_totp": N_("password and authenticator app"),
    "password_recovery": N_("password and recovery code"),
    "password_passkey": N_("password and passkey"),
    "passkey": N_("passkey"),
    "totp": N_("authenticator app"),
    "recovery": N_("recovery code"),
    "provider": N_("account of your own organisation"),
}
OTHER_METHOD = N_("another way")
