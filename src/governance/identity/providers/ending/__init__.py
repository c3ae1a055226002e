"""Sessions end where they came from: signing out at the provider, and the provider signing out."""
