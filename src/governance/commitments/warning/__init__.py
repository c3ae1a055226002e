"""Free text that looks as if it holds data about a case: it is asked about before it is saved."""
