"""Taking over the commitments of the model, and the parties that owe them."""
