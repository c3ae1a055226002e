"""The sample region of make demo: real organisations, functions only, no people."""
