"""The text of an agreement: as a draft, as it was put up, as it was signed."""
