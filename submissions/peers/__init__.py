"""Peers: a return among the other returns of its exercise, for the independent team alone."""
