"""The register in our own layout: as a workbook to change and hand in again, or an empty one."""
