"""Under which address phones find this machine on the local network, and its QR code."""

from __future__ import annotations

import ipaddress
import socket
from contextlib import suppress
from functools import lru_cache

# Connecting a UDP socket sends nothing; it only asks the system which way it would go.
_PROBED = ("10.255.255.255", "172.31.255.255", "192.168.255.255", "192.0.2.1")


def local_addresses() -> tuple[str, ...]:
    """The IPv4 addresses of this machine that others may reach, the likeliest first.

    Works without the internet: nothing is sent and no other machine is asked.
    """
    import ifaddr

    found: list[str] = []
    for target in _PROBED:
        with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
            probe.connect((target, 9))
            found.append(str(probe.getsockname()[0]))
    with suppress(OSError):  # what the system does not tell cannot be offered
        found += [str(a.ip) for card in ifaddr.get_adapters() for a in card.ips if a.is_IPv4]
    return tuple(dict.fromkeys(address for address in found if _reachable(address)))


def is_loopback(host: str) -> bool:
    """Whether ``host`` means this machine only."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def join_addresses(bound: str, port: int, asked: str, secure: bool, path: str) -> tuple[str, ...]:
    """The addresses of the join page for phones, the likeliest first; empty when none can reach it.

    Args:
        bound: the address the server listens on.
        port: its port.
        asked: host and port as the instructor's browser asked for them; where that is not this
            machine itself, phones can use it as well (a proxy, a name).
        secure: whether the instructor's browser came by https.
        path: the path of the join page, from a slash on.
    """
    host = asked.rsplit(":", 1)[0] if not asked.endswith("]") else asked
    if asked and not is_loopback(host):
        return (f"{'https' if secure else 'http'}://{asked}{path}",)
    suffix = path if port == 80 else f":{port}{path}"
    return tuple(f"http://{address}{suffix}" for address in _served_addresses(bound))


def _served_addresses(bound: str) -> tuple[str, ...]:
    """Where others reach a server that listens on ``bound``, as it stands in a URL."""
    if bound in ("", "0.0.0.0", "::"):
        return local_addresses()
    if is_loopback(bound):
        return ()
    return (f"[{bound}]" if ":" in bound else bound,)


@lru_cache(maxsize=16)
def qr_svg(text: str) -> str:
    """``text`` as a QR code: an SVG element, dark on light in any theme, with its quiet zone."""
    import segno

    code = segno.make(text, error="m", micro=False)
    return str(code.svg_inline(border=4, dark="#000", light="#fff", omitsize=True))


def _reachable(address: str) -> bool:
    found = ipaddress.ip_address(address)
    return not (found.is_loopback or found.is_unspecified or found.is_link_local)
