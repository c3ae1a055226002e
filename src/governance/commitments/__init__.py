"""Who owes what to whom, by when: commitments, contributions asked, milestones and measurements."""
