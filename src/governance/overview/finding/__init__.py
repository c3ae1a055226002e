"""One search over the network: organisations, regions, functions, routes, tables and offers."""
