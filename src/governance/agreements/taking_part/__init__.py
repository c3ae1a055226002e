"""Who takes part in an agreement, in which form, through which authorities."""
