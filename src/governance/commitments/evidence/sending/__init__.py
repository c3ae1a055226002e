"""How the file of a piece of evidence goes out, to who is of its organisation and to others."""
