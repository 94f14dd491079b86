"""Pages of where a council stands."""
