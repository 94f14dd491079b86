"""Pages about the register, exercises and who takes part."""
