"""Pages about exercises, the register and returns, by who they are for."""
