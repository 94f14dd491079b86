"""The portal's mail about editions: never a figure."""

from accounts.domain.portal_mail import PortalMail


def edition_mail(name: str, council: str) -> PortalMail:
    return PortalMail(
        f"{name}: an edition is out",
        (
            f"The figures of the round “{name}” are out. {council} finds its own page and the members’ datasheet "
            "in the portal.",
            "Other councils are named in it as far as they agreed, block by block, to those that show the same.",
        ),
    )
