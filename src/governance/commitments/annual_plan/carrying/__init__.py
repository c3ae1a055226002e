"""Annual plans that go along when one organisation goes on for another."""
