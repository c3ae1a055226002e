"""The beginning of a registration: the file is taken in, and read where it is Word."""
