"""The list of pages to photograph: as whom, how often, and which of their forms are sent blank."""

from costofcare.demo.people import (
    ADA,
    ALEX,
    AMY,
    ANA,
    BEA,
    CAROL,
    DEV,
    FAY,
    GIL,
    HAL,
    IRIS,
    MAX,
    NED,
    PIA,
    QUIN,
    REG,
    RHEA,
    TOM,
    UNA,
)

WIDTHS = (1280, 375)
HEIGHT, TALLEST = 900, 6_000
UK = {"locale": "en-GB", "timezone_id": "Europe/London"}
# Who is asked first for a page that several people see.
CAST = (ADA, TOM, BEA, HAL, DEV, ANA, FAY, NED, CAROL, REG, ALEX, AMY, UNA, MAX, PIA, QUIN, RHEA, IRIS, GIL)
# The same address is another page for each role.
SEEN_APART = frozenset({"home", "reports:release_list", "reports:release_detail"})
# Of how providers are reached the engagement officer's pages are taken, and the council's where it sees less.
REACHING = "engagement:"
LESS_TO_COUNCIL = frozenset({"engagement:dashboard", "engagement:location_list", "engagement:location_detail"})
# Pages of one question or one box each, which look like others.
NO_PICTURES = frozenset(
    f"engagement:{name}"
    for name in (
        *("booking_cancel", "booking_move", "call_let_go", "campaign_copy", "campaign_edit", "campaign_stop"),
        *("contact_edit", "event_cancel", "event_edit", "event_join", "event_register", "event_withdraw"),
        *("next_step", "own_event", "person_mark", "person_merge", "slot_close", "series_close", "step_edit"),
        *("contact_new", "contacts_together", "drop", "duplicate_list", "person_new", "standard", "slot_book"),
        *("slot_open", "step_new", "campaign_new", "exercise_list", "event_new", "extension_list", "give_outcome"),
        *("step_remove", "step_test", "take_back", "template_drop", "step_unschedule", "step_schedule", "mail_link"),
    )
)
# Forms that are sent blank as well, for a picture of what they then say: nothing is kept of that.
SENT_BLANK = frozenset(
    f"submissions:{name}" for name in ("upload", "explain", "declaration", "ask", "say_not_for_us")
) | {"accounts:colleague_list", "account_change_password"}
SENDS = "main form:not([action]) button[type=submit], main form[action$='/change/'] button[type=submit]"
NO_PAGES = frozenset({"account_logout"})
PUBLIC = ("", "privacy/", "accessibility/", "contact/", "account/login/", "account/password/reset/")
# What waits for a decision has pages that nothing else has.
FIRST = "state=submitted"
# Of pages of one kind, such as returns, so many are looked at for further links, and so many pictures are kept.
LOOKED_AT = 6
PICTURES_OF = {
    "submissions:online_section": 2,
    "submissions:participation_detail": 3,
    "submissions:findings": 2,
    "submissions:return_detail": 2,
}
