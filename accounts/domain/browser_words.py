"""What a browser says of itself, in words that its owner would use: “Firefox on Windows”."""

# The first that stands in the words: many browsers also name those that they descend from.
_BROWSERS = (("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"))
_SYSTEMS = (
    ("iPhone", "an iPhone"),
    ("iPad", "an iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS X", "a Mac"),
    ("CrOS", "a Chromebook"),
    ("Linux", "Linux"),
)


def browser_in_words(said: str) -> str:
    browser = next((word for mark, word in _BROWSERS if mark in said), "Another browser")
    system = next((word for mark, word in _SYSTEMS if mark in said), "")
    return f"{browser} on {system}" if system else browser
