"""A workbook or a CSV that comes back, as cells that know their place. Pure: bytes in."""
