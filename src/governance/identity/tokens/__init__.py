"""API tokens: what a machine comes in with, for whom, with which roles, until when."""
