"""How an amendment stands beside the agreement that it changes, part by part."""
