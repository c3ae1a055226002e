"""The first start: whoever runs the service is invited from the command line, once."""
