"""Finding a port that a server can listen on."""

from __future__ import annotations

import socket

from gluteedu.commands.stopping import stop

DEFAULT_PORT = 8866
_PORTS_TO_TRY = 50


def usable_port(host: str, port: int | None) -> int:
    """``port`` if it can be used on ``host``; the first free one from 8866 on if it is None.

    Ends the command with an error where it cannot be used, or where none is free.
    """
    if port is not None:
        error = _bind(host, port)
        if error is not None:
            raise stop(
                f"--port: {port} on {host} cannot be used ({error.strerror}). "
                "Leave --port out, and a free one is found."
            )
        return port
    for free in range(DEFAULT_PORT, DEFAULT_PORT + _PORTS_TO_TRY):
        if _bind(host, free) is None:
            return free
    raise stop(f"no free port from {DEFAULT_PORT} on; name one with --port")


def _bind(host: str, port: int) -> OSError | None:
    """Why ``port`` cannot be used on ``host``; None if it can."""
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except (socket.gaierror, UnicodeError):
        raise stop(f"--host: {host!r} is not an address of this machine") from None
    except OverflowError:
        raise stop(f"--port: {port} is not a port; allowed are 1 to 65535") from None
    except OSError as error:
        return error
    return None
