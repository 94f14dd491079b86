"""Pages of papers and of the pack on the market’s position."""
