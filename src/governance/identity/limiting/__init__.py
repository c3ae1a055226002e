"""How often somebody may ask something of the service: counted in the database, per minute."""
