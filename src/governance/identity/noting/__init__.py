"""Signing in and out as the trail holds it, also where nobody was recognised."""
