"""The life of an agreement in force: what its rules bring about, day by day, and its page."""
