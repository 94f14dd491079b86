"""What is said of somebody to contact."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PersonDetails:
    """Without a name they are called by their address."""

    full_name: str = ""
    kind: str = ""
    job: str = ""
    email: str = ""
    phone: str = ""
