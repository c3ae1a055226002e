"""Opening a round: what makes its period and its days right."""
