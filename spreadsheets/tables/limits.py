"""Limits of what a directory may hold: four times what the CQC publishes."""

MEGABYTE = 1024 * 1024

FILE_BYTES = 100 * MEGABYTE
UNPACKED_BYTES = 1_500 * MEGABYTE
# Counted by "<": four to a filled cell.
TAGS = 60_000_000
COLUMNS = 1_000
# A header stands within so many rows.
HEADER_WITHIN = 100
# A row that repeats itself is handed over this often; more would only be the same again.
SAME_ROW = 3
CELL_CHARACTERS = 32_767
