"""Taking an agreement back to draft, by who knows which decisions lapse."""
