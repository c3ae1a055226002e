"""Who carries out what, when organisations end."""
