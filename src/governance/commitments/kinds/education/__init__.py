"""Education: no more schools are reached than there are."""
