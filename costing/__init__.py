"""A return as data: its form, bands, rates and workbook; read, parsed, checked and costed by pure functions."""
