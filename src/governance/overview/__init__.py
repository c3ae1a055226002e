"""What cuts across: start pages and the dashboard."""
