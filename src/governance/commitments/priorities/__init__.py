"""Which priority a commitment may have; changing it is `prioritising`."""
