"""Reports to the hub when the server was last used, so that it can end unused servers."""

from __future__ import annotations

import asyncio
import json
import logging
import random
from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from tornado.httpclient import AsyncHTTPClient

_DEFAULT_INTERVAL = 300.0  # seconds
_log = logging.getLogger("gluteedu.hub")


async def report_activity(
    environment: Mapping[str, str], token: str, last_active: Callable[[], float]
) -> None:
    """Report for as long as the server runs, whenever it was used since the last report.

    Args:
        environment: the hub's, which says where to report and how often.
        token: this server's API token at the hub.
        last_active: when the server was last used, in seconds since 1970.
    """
    address = environment.get("JUPYTERHUB_ACTIVITY_URL")
    interval = float(environment.get("JUPYTERHUB_ACTIVITY_INTERVAL") or _DEFAULT_INTERVAL)
    if not address or interval <= 0:
        return
    server, reported = environment.get("JUPYTERHUB_SERVER_NAME", ""), 0
    while True:
        active = round(last_active())
        if active > reported and await _report(address, token, server, active):
            reported = active
        # Many servers that were started together need not report together.
        await asyncio.sleep(interval * random.uniform(0.9, 1.1))


async def _report(address: str, token: str, server: str, active: int) -> bool:
    activity = {"last_activity": datetime.fromtimestamp(active, UTC).isoformat()}
    try:
        await AsyncHTTPClient().fetch(
            address,
            method="POST",
            headers={"Authorization": f"token {token}", "Content-Type": "application/json"},
            body=json.dumps({"servers": {server: activity}, **activity}),
        )
    except Exception as error:  # the hub may be down for a while; the next report covers this one
        _log.warning("The hub was not told of activity: %s", error)
        return False
    return True
