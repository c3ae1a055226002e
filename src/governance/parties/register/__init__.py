"""The register by hand: organisations added, changed, renamed and ended, as they were on a day."""
