"""The second step of a sign-in by password: it waits for a code or a passkey."""
