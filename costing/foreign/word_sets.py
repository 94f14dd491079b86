"""Sets of words, written as people read them."""


def words_in(text: str) -> frozenset[str]:
    return frozenset(text.split())
