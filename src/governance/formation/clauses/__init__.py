"""The library of clauses as one reads it: variants, versions, and where each is used."""
