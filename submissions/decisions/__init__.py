"""What an analyst decides of parts of a return: lines that are left out, and answers that are adjusted."""
