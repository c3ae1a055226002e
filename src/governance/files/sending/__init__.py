"""How a file goes out: under which name, whole or in part, as what."""
