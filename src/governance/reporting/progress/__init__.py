"""The progress report (voortgangsrapportage) of a region."""
