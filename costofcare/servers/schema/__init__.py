"""The schema as data, so that old code can be known to work on a new one while machines are renewed one by one."""
