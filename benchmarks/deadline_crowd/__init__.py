"""Deadline day over HTTP: providers arrive evenly while dashboards are read."""
