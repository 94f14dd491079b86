"""Whether everything that the portal needs is there and well; looks at all of it, whatever is broken."""
