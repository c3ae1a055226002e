"""Whether enough have signed for an agreement, or one of its parties, to be bound."""
