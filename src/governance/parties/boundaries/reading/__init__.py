"""What a TopoJSON or GeoJSON file holds: codes, and rings of points."""
