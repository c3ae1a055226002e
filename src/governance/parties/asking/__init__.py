"""Asking an organisation to fill a function, and whether what stands here is still right."""
