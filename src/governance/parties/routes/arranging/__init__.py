"""Putting the steps of a reporting route in another order, and removing a route."""
