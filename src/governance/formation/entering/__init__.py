"""Entry into force, by the rule of the agreement and never by hand."""
