"""All heads at one moment, signed outside the database: who rewrites it all is found too."""
