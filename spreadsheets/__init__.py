"""Read any xlsx, ods or csv file safely, and write tables; pure."""
