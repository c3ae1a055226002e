"""Municipalities without a linking pin: told on the start page, the dashboard and the card."""
