"""The text of a draft as it is written on: its sections changed, what is typed kept."""
