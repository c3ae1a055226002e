"""Letters about an agreement: which fields a template of an organisation may use."""
