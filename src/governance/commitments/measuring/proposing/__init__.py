"""What the kind of a commitment proposes to measure: a begin of an indicator, never more."""
