"""What an erasure leaves, with the reason: read by whoever asks for one and consents to one."""

WHAT_STAYS = (
    ("Released figures and the ledger", "they are published, name nobody, and hold keyed digests alone"),
    ("Calculations", "their figures and digests stay; with an erased return they can no longer be repeated"),
    ("The audit trail", "what was done, when and by which id; words that name the provider or person are erased"),
    ("Rows without names", "emptied returns, versions and participations, so that counts and other rows stay whole"),
    (
        "The council’s own words",
        "campaigns, events and justifications for everybody; look whether they name it",
    ),
    ("Mail already delivered", "the team’s mailbox and other people’s are not the portal’s: delete there by hand"),
    ("Backups", "until they expire by their rule; a restore runs the erasures again (replay_erasures)"),
    ("The CQC’s directory", "it is public: the next import lists an active location anew, with nothing of before"),
)
