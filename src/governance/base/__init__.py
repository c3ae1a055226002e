"""The ground: errors, actor, workflow, database, settings, periods, words.

Everything above stands on this; it knows no domain and no web."""
