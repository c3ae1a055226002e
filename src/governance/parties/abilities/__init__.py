"""What organisations can and cannot do on this subject: powers, limits, target groups."""
