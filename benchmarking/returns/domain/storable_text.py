"""Text as the database takes it: what nothing can show comes as U+FFFD."""

import re

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def storable(text: str) -> str:
    return _UNSTORABLE.sub("\ufffd", text.strip())
