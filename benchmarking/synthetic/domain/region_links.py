"""What the invented region's round says to the eight hypotheses, worked out once: it takes many seconds."""

import json
from pathlib import Path
from typing import Any

SEED = 20250407
FILE = Path(__file__).parent / "data" / "region_links.json"


def known_links(inputs_sha256: str) -> dict[str, Any] | None:
    """Return the links of these very inputs; None of others, which somebody has to analyse anew."""
    found = json.loads(FILE.read_text(encoding="utf-8"))
    links: dict[str, Any] = found["hypotheses"]
    return links if found["inputs_sha256"] == inputs_sha256 else None
