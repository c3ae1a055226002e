"""HTTP tools: pages, reading forms, errors, security headers, permanent addresses.

Knows requests and templates, no tables and no domain."""
