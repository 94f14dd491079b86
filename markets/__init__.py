"""A home-care market: what was delivered, what each way of paying costs, and what a fair price is (MARKETS.md)."""
