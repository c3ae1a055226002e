"""Page and route with which milestones of a line are planned anew."""
