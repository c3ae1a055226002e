"""Signing in through the identity provider of one's own organisation (OpenID Connect).

Authorization Code with PKCE; who a person is, is known by issuer and subject, never by an e-mail
address. Settings, talk with the provider, what is checked, and what is kept of it."""
