"""Dropping a draft that was begun by mistake."""
