"""The pages on which a report is written."""
