"""The names of a log's columns: ours first, then those of old logs."""

from register.domain.table_headings import Names

COLUMNS: Names = {
    "id": ("Contact ID",),
    "day": ("Date", "Contact date", "Date of contact", "Day", "When"),
    "clock": ("Time", "Time of contact"),
    "channel": ("Channel", "Type", "Contact type", "Type of contact", "Method", "How"),
    "direction": ("Direction", "In or out", "Inbound or outbound"),
    "outcome": ("Outcome", "Result", "Contact outcome"),
    "locations": ("Location ID", "Location IDs", "CQC location ID", "CQC ID", "CQC Location ID (for office use only)"),
    "location_names": ("Location", "Locations", "Location name", "Branch", "Home"),
    "people": ("People", "Contact", "Contact name", "Contact person", "Spoke to", "Who", "With whom"),
    "colleagues": ("Colleagues", "Also there"),
    "minutes": ("Minutes", "Duration", "Duration (minutes)", "Length"),
    "promised_on": ("Promised date", "Promised for", "Date promised"),
    "topics": ("Topics", "Topic"),
    "words": ("Notes", "Note", "Comments", "Comment", "Details"),
    "is_shared": ("Shared with the council", "Shared"),
    "next_step": ("Next step", "Next action", "Action", "Follow-up", "Follow up"),
    "next_on": (
        "Next step on",
        "Next step date",
        "Next action date",
        "Follow-up date",
        "Follow up date",
        "Action date",
    ),
    "next_for": ("Next step for", "Action by", "Owner"),
    "next_is_done": ("Next step done",),
    "logged_by": ("Logged by", "By", "Officer", "Caller"),
    "side": ("Side",),
    "source": ("Source",),
}
REQUIRED = frozenset({"day", "channel", "outcome"})
MARKS = frozenset({"day", "channel"})
HEADER = tuple(names[0] for names in COLUMNS.values())
