"""The live demo: the whole portal on one machine, over an invented authority."""
