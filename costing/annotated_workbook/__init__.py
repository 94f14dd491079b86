"""Mark what must be put right in a provider's own workbook, cell by cell, and list it on a first sheet."""
