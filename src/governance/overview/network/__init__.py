"""Who works with whom in one region, through which agreement: a drawing, a table and a file."""
