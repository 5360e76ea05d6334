"""Tells the hub when somebody last did something, so that it can end servers that nobody uses."""

from __future__ import annotations

import asyncio
import json
import logging
import random
from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from tornado.httpclient import AsyncHTTPClient

_OFTEN = 300.0  # seconds, where the hub does not say
_log = logging.getLogger("gluteedu.hub")


async def tell_activity(
    environment: Mapping[str, str], token: str, last_active: Callable[[], float]
) -> None:
    """Report for as long as the server runs, each time something new was done.

    Args:
        environment: as the hub set it: where to report, and how often.
        token: what this server shows the hub.
        last_active: when somebody last did something, in seconds since 1970.
    """
    address = environment.get("JUPYTERHUB_ACTIVITY_URL")
    often = float(environment.get("JUPYTERHUB_ACTIVITY_INTERVAL") or _OFTEN)
    if not address or often <= 0:
        return
    server, told = environment.get("JUPYTERHUB_SERVER_NAME", ""), 0
    while True:
        at = round(last_active())
        if at > told and await _told(address, token, server, at):
            told = at
        # Many servers that were started together need not report together.
        await asyncio.sleep(often * random.uniform(0.9, 1.1))


async def _told(address: str, token: str, server: str, at: int) -> bool:
    when = {"last_activity": datetime.fromtimestamp(at, UTC).isoformat()}
    try:
        await AsyncHTTPClient().fetch(
            address,
            method="POST",
            headers={"Authorization": f"token {token}", "Content-Type": "application/json"},
            body=json.dumps({"servers": {server: when}, **when}),
        )
    except Exception as trouble:  # the hub may be away for a while; the next report says it all
        _log.warning("The hub was not told of activity: %s", trouble)
        return False
    return True
