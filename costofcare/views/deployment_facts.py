"""Facts of this deployment that only those who run it know: shown as they are, or said to be missing."""

from dataclasses import dataclass

from django.conf import settings

ASK = "Whoever runs this portal has to state it before it is used ({name} in its settings)."


@dataclass(frozen=True, slots=True)
class DeploymentFact:
    """A fact with its label; blank ``words`` mean that nobody has stated it."""

    label: str
    words: str
    setting: str

    @property
    def missing(self) -> str:
        return ASK.format(name=self.setting)


# What the UK GDPR asks a notice to say, by the setting that holds it.
_DATA_PROTECTION = (
    ("Controller, who decides about the data", "DATA_CONTROLLER"),
    ("Data protection officer", "DATA_PROTECTION_OFFICER"),
    ("Why it may be kept (lawful basis)", "LAWFUL_BASIS"),
    ("How long it is kept", "KEPT_FOR"),
)
_CONTACT = (("Phone", "CONTACT_PHONE"), ("When somebody answers", "CONTACT_HOURS"))


def data_protection() -> list[DeploymentFact]:
    return [_fact(*each) for each in _DATA_PROTECTION]


def contact() -> list[DeploymentFact]:
    return [_fact(*each) for each in _CONTACT]


def _fact(label: str, setting: str) -> DeploymentFact:
    return DeploymentFact(label, str(getattr(settings, setting)).strip(), setting)
