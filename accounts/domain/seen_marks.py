"""A mark of what a page showed, which it sends back: by it a second tab or a colleague's change is known."""

import json
from hashlib import sha256


def mark_of_shown(shown: object) -> str:
    """Return what tells this from what it was before: 16 letters and digits, of anything that JSON can hold."""
    return sha256(json.dumps(shown, sort_keys=True).encode()).hexdigest()[:16]
