"""The way from a page of ours to a page of a provider."""
