"""The description beside a quote: how its speaker may be called so that at least five of the frame could be meant."""

from collections.abc import Iterable, Sequence

# One of fewer could be guessed.
FEWEST_ALIKE = 5


def shared_description(offered: Sequence[str], of_each_member: Iterable[Sequence[str]]) -> str:
    """Return the most exact description that at least five members of the frame share.

    ``offered`` are descriptions of the speaker from the most exact ("a small provider leaving, inner London") to the
    widest ("a provider"); those of every member of the frame, the speaker among them, stand in the second.

    Raises:
        ValueError: fewer than five share even the widest one.
    """
    members = [frozenset(each) for each in of_each_member]
    for said in offered:
        if sum(said in each for each in members) >= FEWEST_ALIKE:
            return said
    raise ValueError("Fewer than five people of this study could be meant: the quote cannot be used.")
