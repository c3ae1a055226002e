"""The regional report of a round, made of the accepted reports."""
