"""What to say where somebody of an office commissions for a council in one of its rounds."""

from collections.abc import Sequence


def commissions_there(councils: Sequence[str]) -> str:
    """Return why they neither read nor analyse the round; blank where no council of it is theirs."""
    if not councils:
        return ""
    return (
        f"You are a commissioner of {' and '.join(councils)} as well, which takes part in this round. Whoever reads "
        "and analyses a round commissions for no council in it: one of the two roles has to end first."
    )
