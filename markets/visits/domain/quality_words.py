"""What the marks of a file mean, in words, with their counts (MARKETS.md §9)."""

from markets.visits.domain.visit_file import VisitDataset

SHOWN_FAULTS = 20
WORDS = {
    "V06": "{n} visits of a summer look like UTC: they start an hour before their plan. Say so with “_zone”.",
    "V07": "{n} visits in the night of a clock change were read so that they end after they start.",
    "V08": "{n} visits end before they start. {kept} ran over midnight and were kept; {left} were not used.",
    "V09": "{n} visits last 0 or more than 24 hours. They are not used.",
    "V10": "{n} rows are copies of others and count once; where they differ the later one counts.",
    "V12": "{n} visits are here already under another reference. They wait: add only new ones, or stop?",
    "V13": "{n} rows are a client’s second at one time. They wait: double-handed, or the same visit twice?",
    "V14": "{n} visits are of a careworker logged in two homes at once. Rounds leave these out.",
    "V15": "{n} visits were logged by hand or carry exactly the planned times; their providers’ minutes say little.",
    "V16": "{n} visits are of a clock that is off. Left as they are; punctuality leaves them out.",
    "V18": "{n} rows bear what seems to be a name where a reference belongs. They wait: names are never stored.",
    "V19": "{n} visits are not the council’s.",
    "V20": "{n} visits have no plan. They count as delivered, and in no measure against the plan.",
    "V21": "{n} visits have an outcome that we do not know. They wait: done, missed, cancelled, or nobody home?",
    "unread": "{n} rows could not be read. They are not used.",
}


def quality_sentences(dataset: VisitDataset) -> list[str]:
    """Return a sentence for each mark that the file bears, and for the first cells that could not be read."""
    used = {row.row for row in dataset.used}
    sentences = []
    for code, rows in dataset.marks.items():
        if rows:
            kept = len(rows & used)
            said = WORDS[code].format(n=f"{len(rows):,}", kept=f"{kept:,}", left=f"{len(rows) - kept:,}")
            sentences.append(f"{code}: {said}")
    sentences += [fault.message for fault in dataset.faults[:SHOWN_FAULTS]]
    if len(dataset.faults) > SHOWN_FAULTS:
        sentences.append(f"… and {len(dataset.faults) - SHOWN_FAULTS:,} more.")
    return sentences


def rows_sentence(dataset: VisitDataset) -> str:
    return (
        f"{dataset.rows:,} rows: {len(dataset.used):,} used, {dataset.copies:,} copies, "
        f"{dataset.waiting:,} waiting, {dataset.refused:,} refused."
    )
