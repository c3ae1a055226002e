"""What an annual plan begins from, and what was planned the year before."""
