"""Registers of organisations and regions, in the forms in which their owners give them."""
