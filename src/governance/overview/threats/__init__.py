"""What threatens: commitments that are late or at risk, the worst first."""
