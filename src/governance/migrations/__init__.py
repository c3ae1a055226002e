"""The database, step by step: SQL files, run once each, in order, by the owner of the schema."""
