"""Second factors that are codes: an authenticator app (TOTP), and recovery codes."""
