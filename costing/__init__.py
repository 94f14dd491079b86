"""A return as data: its form, bands, rates and workbook; reading, parsing, checking and costing it: pure."""
