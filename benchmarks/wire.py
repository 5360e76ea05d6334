"""Counts the bytes that pass between a browser and a server, as they are on the wire.

A browser's own count leaves out how a websocket's frames were compressed, so the browser is sent
through a small relay that passes every byte on and counts it.
"""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass


@dataclass
class Count:
    """Bytes since the last ``take``, in each direction."""

    to_browser: int = 0
    to_server: int = 0

    def take(self) -> Count:
        """What was counted; begins anew."""
        taken = Count(self.to_browser, self.to_server)
        self.to_browser = self.to_server = 0
        return taken


@dataclass(frozen=True)
class Relay:
    """A relay in front of one server: its address (ending in a slash) and its count."""

    url: str
    count: Count


@contextmanager
def relay(port: int) -> Iterator[Relay]:
    """A relay to ``port`` of this machine, on a free port of its own."""
    count = Count()
    loop = asyncio.new_event_loop()
    started = threading.Event()
    found: list[int] = []

    async def run(done: asyncio.Event) -> None:
        server = await asyncio.start_server(
            lambda reader, writer: _connection(reader, writer, port, count), "127.0.0.1", 0
        )
        found.append(server.sockets[0].getsockname()[1])
        started.set()
        await done.wait()
        server.close()
        open_still = asyncio.all_tasks() - {asyncio.current_task()}
        for task in open_still:
            task.cancel()
        await asyncio.gather(*open_still, return_exceptions=True)

    done = asyncio.Event()
    thread = threading.Thread(target=lambda: loop.run_until_complete(run(done)), daemon=True)
    thread.start()
    started.wait(10)
    try:
        yield Relay(f"http://127.0.0.1:{found[0]}/", count)
    finally:
        loop.call_soon_threadsafe(done.set)
        thread.join(10)


async def _connection(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, port: int, count: Count
) -> None:
    try:
        far_reader, far_writer = await asyncio.open_connection("127.0.0.1", port)
    except OSError:
        writer.close()
        return

    async def pass_on(
        source: asyncio.StreamReader, target: asyncio.StreamWriter, name: str
    ) -> None:
        with contextlib.suppress(ConnectionError, asyncio.CancelledError):
            while data := await source.read(65536):
                setattr(count, name, getattr(count, name) + len(data))
                target.write(data)
                await target.drain()
        target.close()

    with contextlib.suppress(asyncio.CancelledError):  # the relay ends
        await asyncio.gather(
            pass_on(reader, far_writer, "to_server"), pass_on(far_reader, writer, "to_browser")
        )
