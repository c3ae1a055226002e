"""The picture of a round: every line that is due, accepted or not, beside the round before."""
