"""Many councils side by side: what they pay, for what practice and quality (BENCHMARKING.md)."""
