"""The milestones of a commitment that runs, when an amendment plans them otherwise."""
