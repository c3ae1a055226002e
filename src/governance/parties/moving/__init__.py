"""What hangs on an organisation in time (memberships, functions, seats): ended, or moved."""
