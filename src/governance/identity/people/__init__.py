"""People: who there is, joining, moving to another organisation, and erasing details."""
