"""What needs the written consent of all parties: extension, accession, an earlier end."""
