"""The command line; every command is loaded only when it is called."""
