"""The annual plan (jaarplan): what each party puts into its commitments in a year."""
