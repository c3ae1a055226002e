"""A party that ended takes part through its successor: in agreements that are in force."""
