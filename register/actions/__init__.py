"""Actions on the register, exercises and who takes part."""
