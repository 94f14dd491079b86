"""A benchmark: processor time from an upload until its findings stand, beside another commit of the portal."""
