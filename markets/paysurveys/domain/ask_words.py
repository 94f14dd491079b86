"""The words with which a message about a wage survey begins; whoever sends it changes them to their own."""

from enum import StrEnum

PROMISE = (
    "Your answer goes to an independent team. {{ council }} never sees it: the council gets counts of locations, and "
    "only where they tell of nobody."
)
FOOT = "{{ officer name }}\n{{ officer phone }}"


class AskKind(StrEnum):
    """An invitation, or a reminder."""

    INVITE = "invite"
    REMIND = "remind"

    @property
    def subject(self) -> str:
        if self is AskKind.INVITE:
            return "{{ exercise }}: one page about pay"
        return "{{ exercise }}: your page about pay is still to come"

    @property
    def body(self) -> str:
        first = {
            AskKind.INVITE: "we ask what careworkers are paid at {{ location names }}, and how the way between visits "
            "is paid. It is one page, and takes about five minutes.",
            AskKind.REMIND: "we would like the pay at {{ location names }} to count, and have no answer yet. It is one "
            "page, and takes about five minutes.",
        }[self]
        return (
            f"Dear {{{{ name }}}},\n\n{first}\n\n{PROMISE}\n\n"
            f"Please answer until {{{{ closing date }}}}:\n{{{{ portal link }}}}\n\n{FOOT}"
        )
