"""Forms about exercises, the register and returns."""
