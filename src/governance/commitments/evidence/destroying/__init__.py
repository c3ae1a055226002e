"""The bytes of evidence that turned out to hold data about a case are destroyed."""
