"""Tables of a CSV file or a workbook, each row with its place."""
