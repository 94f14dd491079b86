"""Which pages are photographed for docs/screens, as whom, and the way there."""

from dataclasses import dataclass

from costofcare.demo.people import ADA, ALEX, CAROL, DEV, FAY, MAX, UNA, Player


@dataclass(frozen=True)
class Screen:
    """``way`` are the links that are followed from ``path``, by their words; the first that begins with them."""

    name: str
    path: str
    way: tuple[str, ...] = ()


PUBLIC = (
    Screen("front", "/"),
    Screen("privacy", "/privacy/"),
    Screen("accessibility", "/accessibility/"),
    Screen("contact", "/contact/"),
    Screen("sign-in", "/account/login/"),
    Screen("not-found", "/nothing-here/"),
)
# The home of each role; a page further in is added with the way to it.
BY_PLAYER: dict[Player, tuple[Screen, ...]] = {
    ADA: (Screen("provider-home", "/"), Screen("provider-account", "/account/")),
    DEV: (Screen("analyst-home", "/"), Screen("analyst-calculations", "/calculations/")),
    FAY: (Screen("approver-home", "/"), Screen("approver-releases", "/releases/")),
    CAROL: (Screen("commissioner-home", "/"), Screen("commissioner-releases", "/releases/")),
    ALEX: (Screen("administrator-home", "/"), Screen("administrator-people", "/people/")),
    UNA: (Screen("auditor-home", "/"), Screen("auditor-trail", "/audit/")),
    MAX: (Screen("choose-role", "/account/role/"),),
}
