"""Passkeys (WebAuthn): sign-in without a name or a password, and a second factor."""
