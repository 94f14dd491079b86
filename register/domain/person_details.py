"""The details of a person to contact, as a form or a file gives them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PersonDetails:
    """The details of a person to contact; a person without a name is called by their address."""

    full_name: str = ""
    kind: str = ""
    job: str = ""
    email: str = ""
    phone: str = ""
