"""A real PostgreSQL for tests: started in a folder of its own, reached by a local socket only."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from glob import glob
from pathlib import Path

import psycopg
import pytest

from tests.support.needs import need

_BOUND = 60  # seconds against hanging, not a measure
# Nothing here outlives the test run, so the machine need not wait for its disk.
_FAST = ["fsync=off", "full_page_writes=off", "max_connections=150", "shared_buffers=32MB"]


def programs() -> Path:
    """The folder with initdb and postgres."""
    places = [os.environ.get("POSTGRES_BIN", ""), *sorted(glob("/usr/lib/postgresql/*/bin"))[::-1]]
    for place in [*places, os.path.dirname(shutil.which("initdb") or "")]:
        if place and (Path(place) / "initdb").exists() and (Path(place) / "postgres").exists():
            return Path(place)
    pytest.exit("The tests of the record need PostgreSQL: run `make postgres`.", returncode=3)


class PostgresServer:
    """One server; ``stop`` and ``start`` it at will, ``database`` makes a fresh one."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._process: subprocess.Popen[bytes] | None = None
        # PostgreSQL refuses to run as root: it then runs as the user of Debian's package.
        self._user = _other_user() if os.geteuid() == 0 else None
        if self._user is not None:
            os.chown(folder, self._user, pwd.getpwuid(self._user).pw_gid)
        command = [programs() / "initdb", "-D", folder / "data", "-U", "course", "-A", "trust"]
        self._run([*command, "--no-sync", "-E", "UTF8", "--locale=C.UTF-8"])

    def start(self) -> None:
        """Start it, and wait until it answers."""
        settings = [f"unix_socket_directories={self._folder}", "listen_addresses=", *_FAST]
        options = [part for one in settings for part in ("-c", one)]
        with (self._folder / "log.txt").open("ab") as log:
            self._process = subprocess.Popen(
                [programs() / "postgres", "-D", self._folder / "data", *options],
                stdout=log,
                stderr=log,
                **self._as_user(),
            )
        deadline = time.monotonic() + _BOUND
        while True:
            try:
                return self._connect().close()
            except psycopg.OperationalError:
                if self._process.poll() is not None or time.monotonic() > deadline:
                    raise RuntimeError((self._folder / "log.txt").read_text()) from None
                time.sleep(0.05)

    def stop(self) -> None:
        """End it at once, as a failing machine would, all its connections included."""
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(signal.SIGQUIT)
            self._process.wait(_BOUND)

    def database(self) -> str:
        """The address of a new, empty database."""
        name = f"t{uuid.uuid4().hex}"
        with self._connect() as connection:
            connection.autocommit = True
            connection.execute(f"CREATE DATABASE {name}")
        return f"postgresql+psycopg://course@/{name}?host={self._folder}"

    def _connect(self) -> psycopg.Connection:
        return psycopg.connect(host=str(self._folder), user="course", dbname="postgres")

    def _as_user(self) -> dict[str, object]:
        if self._user is None:
            return {}
        return {"user": self._user, "group": pwd.getpwuid(self._user).pw_gid, "extra_groups": []}

    def _run(self, command: list[object]) -> None:
        done = subprocess.run(
            [str(part) for part in command],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            cwd=self._folder,
            timeout=_BOUND,
            check=False,
            **self._as_user(),
        )
        if done.returncode:
            raise RuntimeError(done.stdout.decode())


@contextmanager
def postgres_server() -> Iterator[PostgresServer]:
    """A running server; it and its files are gone afterwards."""
    need("postgres")
    # Not below pytest's own folder, which the server's user may not enter.
    folder = Path(tempfile.mkdtemp(prefix="gluteedu-pg-"))
    try:
        server = PostgresServer(folder)
        try:
            server.start()
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _other_user() -> int:
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name).pw_uid
        except KeyError:
            continue
    raise RuntimeError("PostgreSQL does not run as root, and there is no user postgres or nobody")
