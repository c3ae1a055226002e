"""Who somebody is at a provider, and who is on the way there and back."""

from __future__ import annotations

from piccolo.columns import UUID, Bytea, Timestamptz, Varchar

from governance.base.table import Stored, reference
from governance.identity.tables import Invitation, Person


class IdentityLink(Stored, tablename="identity_link"):
    """An account at a provider belongs to a person here. Known by issuer and subject only."""

    person = reference(Person, help_text="Whose account")
    provider = Varchar(length=40, null=False, help_text="Key of the provider in the settings")
    issuer = Varchar(length=500, null=False, help_text="Who says so")
    subject = Varchar(length=255, null=False, help_text="The account, as the issuer calls it")
    linked_at = Timestamptz(default=None, null=False, help_text="Since when, UTC")
    used_at = Timestamptz(default=None, null=True, help_text="Last signed in with, UTC")


class ProviderFlow(Stored, tablename="provider_flow"):
    """One going to a provider and coming back: works once, in one browser, for ten minutes.

    Nonce and PKCE verifier follow from what the browser holds, so they cannot be read here.
    """

    state_hash = Bytea(unique=True, null=False, help_text="SHA-256 of the random state")
    browser_hash = Bytea(null=False, index=True, help_text="SHA-256 of the cookie of the browser")
    network = Varchar(length=64, null=False, index=True, help_text="Hash of where it began")
    provider = Varchar(length=40, null=False, help_text="Key of the provider in the settings")
    purpose = Varchar(length=12, null=False, help_text="sign_in, invitation, link or confirm")
    person = reference(Person, null=True, help_text="Who links or confirms")
    session_id = UUID(default=None, null=True, help_text="The session that links or confirms")
    invitation = reference(Invitation, null=True, help_text="The invitation that is answered")
    wanted = Varchar(length=2000, null=False, help_text="The page to go to afterwards")
    made_at = Timestamptz(default=None, null=False, index=True, help_text="Begun at, UTC")
    used_at = Timestamptz(default=None, null=True, help_text="Came back at, UTC")
    outcome = Varchar(length=30, null=False, help_text="Why it failed, else empty")


class LogoutToken(Stored, tablename="logout_token"):
    """A logout token that was taken: it is not taken again."""

    token_hash = Bytea(unique=True, null=False, help_text="SHA-256 of provider and jti")
    taken_at = Timestamptz(default=None, null=False, index=True, help_text="When, UTC")
