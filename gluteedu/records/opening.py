"""What a server does about the record before it starts: settles where it is, and tries it once."""

from __future__ import annotations

import os

from gluteedu.records import store_address
from gluteedu.records.errors import StoreError
from gluteedu.records.quarantine import set_aside
from gluteedu.records.store import open_store

__all__ = ["StoreError", "settle_store"]


def settle_store(address: str | None) -> str | None:
    """Settle the store for this process and for the kernels it starts, and open it once.

    Args:
        address: what stands behind ``--store``; None leaves it to the setting or the default.

    Returns:
        One line to tell the person who starts the server; None when all is well.

    Raises:
        StoreError: a store that somebody chose cannot be used, or a newer gluteedu made it. The
            default may fail, in a home without room: the course is served, and says what is wrong.
    """
    chosen = address is not None or bool(os.environ.get(store_address.STORE_SETTING, "").strip())
    if address is None:
        url = store_address.store_url()
    else:
        url = store_address.checked_url(address, "--store")
    os.environ[store_address.STORE_SETTING] = url
    told = None
    try:
        try:
            open_store(url).close()
        except StoreError as error:
            if error.kind != "corrupt":
                raise
            told = set_aside(url)
            open_store(url).close()
    except StoreError as error:
        if chosen or error.kind == "newer":
            raise
        return f"Nothing is saved for now: {error}"
    return told
