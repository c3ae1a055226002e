"""Areas of the Netherlands, as CBS gives them."""
