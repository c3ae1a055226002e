"""From the values of organisations to one number, made of what is shown and of nothing else."""
