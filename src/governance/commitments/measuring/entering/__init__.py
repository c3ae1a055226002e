"""Measuring: an organisation gives its own values and corrects them."""
