"""Read an e-mail or an invitation that somebody drops on the page, as far as it helps to log the contact."""
