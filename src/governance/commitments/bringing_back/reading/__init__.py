"""The rows of a file that comes back, each with what is wrong with where and how it stands."""
