"""What the words, columns and dates of an officer's own log mean: known, likely, or to be asked once for a file."""
