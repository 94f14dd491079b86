"""Pages of editions: of the office, of recipients, and of anyone."""
