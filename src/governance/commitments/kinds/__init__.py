"""What a kind of commitment adds: the fields kept with it, and rules of its own where it has any.

The kinds stand in ``agreements/kinds``. One that needs rules has them in ``<kind>/rules.py``
here: ``complaints(extra)``, found by its name.
"""
