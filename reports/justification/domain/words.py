"""The parts of a justification, as a page and the written report name them."""

LONGEST = 10_000
LABELS = {
    "roo_words": "Return on operations",
    "roc_words": "Return on capital",
    "method_words": "How the results were reached",
}
