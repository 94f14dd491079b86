"""The contact log as a file, written and read by the same columns, so that what was written can be read again."""
