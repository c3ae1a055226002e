"""The columns of a list of commitments as a file, the same out and in. Pure."""

from __future__ import annotations

SHEET = "toezeggingen"
CHOICES = "keuzes"
"""The sheet that holds what may be chosen in a column."""
NAMED = ("id", "versie")
"""Which line it is, and as of which version it was taken out: what is read back is compared."""
COLUMNS = (
    *NAMED, "afspraak", "nummer", "toezegging", "organisatie", "thema", "soort verplichting",
    "eigenaar", "prioriteit", "beoordeling", "gedeeld op", "stand", "stand van zaken",
    "oorzaak", "maatregel", "gepland", "verwacht", "bereikt", "eerstvolgende mijlpaal",
    "eerstvolgende mijlpaal gepland", "streefwaarde", "eenheid",
)  # fmt: skip
"""The head, in this order. A name never changes once files with it are about."""
OPENED = (
    "prioriteit", "stand", "stand van zaken", "oorzaak", "maatregel", "verwacht", "bereikt",
)  # fmt: skip
"""What one may fill in; all else is what the service itself says."""
