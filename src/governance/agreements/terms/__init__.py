"""The terms of an agreement: entry into force, term, extension, notice, withdrawal."""
