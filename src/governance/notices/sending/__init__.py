"""Taking what is due from the outbox, and noting how it went: safe with many processes."""
