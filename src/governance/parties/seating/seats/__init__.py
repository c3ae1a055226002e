"""The pages of seats at a table."""
