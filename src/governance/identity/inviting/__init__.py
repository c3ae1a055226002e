"""Invitations: a link by which somebody signs in for the first time, or accepts a role."""
