"""Measures that are judged beside those of visits: waits out of the table of offers, and rates out of rate cards."""

WAIT_URBAN, WAIT_RURAL = WAITS = ("wait_urban", "wait_rural")
PRICE_URBAN, PRICE_RURAL = PRICES = ("price_urban", "price_rural")
