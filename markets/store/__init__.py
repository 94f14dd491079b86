"""Where the visits lie: the only package that opens DuckDB and the folder of Parquet, in the worker and by command."""
