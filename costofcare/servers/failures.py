"""What is said when a server cannot be started."""


class ServerFailed(Exception):
    """A sentence for whoever started it."""
