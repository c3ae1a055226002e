"""Moving what the database holds to the store, and proving what is kept. Done by the service."""
