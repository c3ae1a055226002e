"""An amendment that all signed becomes part of the agreement on its day."""
