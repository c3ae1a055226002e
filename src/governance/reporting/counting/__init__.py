"""Which reports and lines of a round count in the regional report, and as of when."""
