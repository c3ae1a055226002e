"""The own library of an organisation: its clauses added, given a next version, out of use."""
