"""For whom an agreement holds now: they all consent to an amendment of it."""
