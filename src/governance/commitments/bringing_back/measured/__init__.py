"""The sheet with measurements that comes back."""
