"""An e-mail or an invitation that somebody drops on the page, read as far as it helps to log the contact."""
