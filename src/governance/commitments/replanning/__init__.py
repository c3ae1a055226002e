"""Planning milestones of a line anew: each other date is kept with who, when, why and where."""
