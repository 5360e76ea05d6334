"""How a class of phones weighs on one machine: joining, two votes, who waits, what it costs.

    python benchmarks/class_votes.py [--phones 200] [--course]

A real server in a process of its own: the class alone, or with --course the whole course with the
class beside it. Each phone is a websocket client of its own here: it loads the page, joins, and
votes within a few seconds like people do, then all at once in the same moment. The server is held
to two cores where the system allows it. Prints one JSON object.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any

import psutil
from tornado.httpclient import AsyncHTTPClient, HTTPRequest
from tornado.websocket import WebSocketClientConnection, websocket_connect

KEY = "benchmark-key-of-a-class"
QUESTION = "item:thigh_that_resists"


def quantiles(seconds: Iterable[float]) -> dict[str, float]:
    """Median, 95th and 99th percentile and the longest, in milliseconds."""
    sorted_ms = sorted(1000 * one for one in seconds)
    cuts = statistics.quantiles(sorted_ms, n=100, method="inclusive")
    found = {"median": cuts[49], "p95": cuts[94], "p99": cuts[98], "longest": sorted_ms[-1]}
    return {name: round(value, 1) for name, value in found.items()}


class Phone:
    """One phone: its page, its socket, and when it heard what."""

    def __init__(self, port: int):
        self.origin = f"http://127.0.0.1:{port}"
        self.socket: WebSocketClientConnection
        self.questions: asyncio.Queue[tuple[float, dict[str, Any]]] = asyncio.Queue()
        self.acks: asyncio.Queue[float] = asyncio.Queue()
        self._reading: asyncio.Task[None]

    async def join(self) -> float:
        """Load the page and come in; the seconds from the first byte to the first message."""
        begun = time.perf_counter()
        page = await AsyncHTTPClient().fetch(f"{self.origin}/class")
        cookie: SimpleCookie = SimpleCookie()
        for header in page.headers.get_list("Set-Cookie"):
            cookie.load(header)
        send = "; ".join(f"{name}={one.value}" for name, one in cookie.items())
        url = self.origin.replace("http", "ws", 1) + "/class/live"
        self.socket = await websocket_connect(
            HTTPRequest(url, headers={"Cookie": send, "Origin": self.origin})
        )
        await self.socket.read_message()
        self._reading = asyncio.create_task(self._read())
        return time.perf_counter() - begun

    async def _read(self) -> None:
        while (text := await self.socket.read_message()) is not None:
            at = time.perf_counter()
            message = json.loads(text)
            if "vote_taken" in message:
                self.acks.put_nowait(at)
            elif "question" in message:
                self.questions.put_nowait((at, message))

    async def vote(self, current: dict[str, Any]) -> float:
        """Vote; the seconds until the server has said that it is in."""
        option = random.choice(current["options"])["id"]
        vote = {
            "do": "vote",
            "run": current["run"],
            "round": current["round"],
            "response": [option],
        }
        begun = time.perf_counter()
        await self.socket.write_message(json.dumps({**vote, "confidence": "think_so"}))
        return await self.acks.get() - begun


class Host:
    """The instructor."""

    def __init__(self, port: int):
        self.origin = f"http://127.0.0.1:{port}"

    async def come_in(self) -> None:
        answer = await AsyncHTTPClient().fetch(
            f"{self.origin}/class/key",
            method="POST",
            body=json.dumps({"key": KEY}),
            headers={"X-Gluteedu": "class", "Origin": self.origin},
        )
        cookie = answer.headers["Set-Cookie"].split(";")[0]
        url = self.origin.replace("http", "ws", 1) + "/class/host/live"
        self.socket = await websocket_connect(
            HTTPRequest(url, headers={"Cookie": cookie, "Origin": self.origin})
        )
        self._reading = asyncio.create_task(self._read())

    async def _read(self) -> None:
        while await self.socket.read_message() is not None:
            pass

    async def say(self, **message: Any) -> float:
        """Say something; the moment it was said."""
        at = time.perf_counter()
        await self.socket.write_message(json.dumps(message))
        return at


async def all_hear(phones: list[Phone], said_at: float) -> tuple[list[float], dict[str, Any]]:
    """How long each phone took to hear of the question, and the question."""
    heard = await asyncio.gather(*(phone.questions.get() for phone in phones))
    return [at - said_at for at, _ in heard], heard[0][1]["question"]


async def scenario(port: int, count: int, server: psutil.Process) -> dict[str, Any]:
    AsyncHTTPClient.configure(None, max_clients=50)
    host = Host(port)
    await host.come_in()
    await Phone(port).join()  # the first page warms what the first page warms
    await asyncio.sleep(0.5)
    before, cpu = server.memory_full_info().uss, cpu_seconds(server)
    phones = [Phone(port) for _ in range(count)]
    joins = await asyncio.gather(*(phone.join() for phone in phones))
    await asyncio.sleep(0.5)
    joined, cpu_joined = server.memory_full_info().uss, cpu_seconds(server)

    heard: list[float] = []
    spread: list[float] = []
    at = await host.say(do="ask", question=QUESTION)
    times, current = await all_hear(phones, at)
    heard += times

    async def in_a_while(phone: Phone) -> float:
        await asyncio.sleep(random.uniform(0, 5))
        return await phone.vote(current)

    spread = list(await asyncio.gather(*(in_a_while(phone) for phone in phones)))
    for act in ("close", "vote_again"):
        at = await host.say(do=act, run=current["run"])
        times, current = await all_hear(phones, at)
        heard += times
    burst = list(await asyncio.gather(*(phone.vote(current) for phone in phones)))
    for act in ("close", "reveal"):
        at = await host.say(do=act, run=current["run"])
        times, current = await all_hear(phones, at)
        heard += times
    await asyncio.sleep(0.5)
    after, cpu_after = server.memory_full_info().uss, cpu_seconds(server)
    idle = cpu_seconds(server)
    await asyncio.sleep(10)
    idle = cpu_seconds(server) - idle
    return {
        "phones": count,
        "join_ms": quantiles(joins),
        "question_reaches_phone_ms": quantiles(heard),
        "vote_spread_over_5s_ms": quantiles(spread),
        "vote_all_at_once_ms": quantiles(burst),
        "server_memory_mb": {"before": mb(before), "joined": mb(joined), "at_the_end": mb(after)},
        "memory_kb_per_phone": round((after - before) / count / 1024, 1),
        "server_cpu_s": {
            "joining": round(cpu_joined - cpu, 2),
            "two_votes_and_reveal": round(cpu_after - cpu_joined, 2),
            "ten_idle_seconds": round(idle, 2),
        },
        "cpu_ms_per_phone": round(1000 * (cpu_after - cpu) / count, 1),
    }


def cpu_seconds(process: psutil.Process) -> float:
    times = process.cpu_times()
    return float(times.user + times.system)


def mb(size: int) -> float:
    return round(size / 2**20, 1)


@contextmanager
def serving(course: bool) -> Iterator[tuple[int, psutil.Process]]:
    """The server in a process of its own, on two cores, with a record in a fresh file."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    with tempfile.TemporaryDirectory() as folder:
        store = f"sqlite:///{Path(folder) / 'record.db'}"
        command = [sys.executable, "-m", "gluteedu", *(["serve"] if course else ["class"])]
        command += ["--host=127.0.0.1", f"--port={port}", f"--store={store}"]
        command += ["--class", "--no-browser"] if course else []
        environment = {**os.environ, "GLUTEEDU_INSTRUCTOR_KEY": KEY}
        with (Path(folder) / "log").open("w") as log:
            process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
        server = psutil.Process(process.pid)
        if hasattr(server, "cpu_affinity"):
            server.cpu_affinity(server.cpu_affinity()[:2])
        try:
            deadline = time.monotonic() + 120
            while True:
                try:
                    socket.create_connection(("127.0.0.1", port), 1).close()
                    break
                except OSError:
                    if process.poll() is not None or time.monotonic() > deadline:
                        raise SystemExit((Path(folder) / "log").read_text()) from None
                    time.sleep(0.2)
            time.sleep(3 if course else 0.5)  # the course renders its pages beforehand
            yield port, server
        finally:
            process.terminate()
            process.wait(30)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--phones", type=int, default=200)
    parser.add_argument("--course", action="store_true", help="beside the whole course")
    chosen = parser.parse_args()
    with serving(chosen.course) as (port, server):
        print(json.dumps(asyncio.run(scenario(port, chosen.phones, server)), indent=2))


if __name__ == "__main__":
    main()
