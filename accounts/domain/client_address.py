"""From which address somebody asks: as the proxies of our own say that stand in front, and nobody else is believed."""

from ipaddress import IPv6Address, IPv6Network, ip_address

# Whoever has one address of this kind has the whole network.
NETWORK_BITS = 64


def client_address(forwarded: str, socket: str, proxies: int) -> str:
    """Return the address; where the proxies said less than they should have, it is the socket's."""
    said = [part.strip() for part in forwarded.split(",") if part.strip()]
    if 0 < proxies <= len(said):
        return _address(said[-proxies]) or socket
    return socket


def is_short(forwarded: str, proxies: int) -> bool:
    """Tell whether fewer proxies have spoken than are said to be there: then the setting is wrong, or one was gone by.

    Most likely so; what came round them may be forged.
    """
    return len([part for part in forwarded.split(",") if part.strip()]) < proxies


def network_of(address: str) -> str:
    """Return what one person or office has: an address of the old kind, or the network of one of the new kind."""
    try:
        known = ip_address(address)
    except ValueError:
        return address
    if isinstance(known, IPv6Address):
        return str(IPv6Network((known, NETWORK_BITS), strict=False).network_address)
    return str(known)


def _address(said: str) -> str:
    """Return the address without a port; blank if it is none."""
    host = said[1:].partition("]")[0] if said.startswith("[") else said
    host = host.partition(":")[0] if host.count(":") == 1 else host
    try:
        return str(ip_address(host))
    except ValueError:
        return ""
