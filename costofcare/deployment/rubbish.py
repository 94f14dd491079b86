"""How often a long-lived process looks for rubbish: Python's own pace is that of a small program.

A page makes some ten thousand objects that are gone with it, and nearly none that only a look for circles finds; what
was loaded at the start stays.
"""

import gc

# New objects before a look at the youngest, and looks before one at the older; Python's own are 700, 10, 10.
PACE = (20_000, 10, 10)


def look_seldom() -> None:
    """Set the pace, and take out of every look what is there now; before processes are forked they share it."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*PACE)
