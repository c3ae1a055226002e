"""Enforcement: whoever agrees on inspections says on which power they rest."""
