"""An indicator over its periods as a drawing, made of what is shown and of nothing else."""
