"""Safe reading of any xlsx, ods or csv file, and writing of tables: pure."""
