"""The wheel alone, in an empty environment and from another folder, serves the course."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
import urllib.request
import venv
from pathlib import Path
from zipfile import ZipFile

import pytest
import websocket

pytestmark = pytest.mark.process

ROOT = Path(__file__).parent.parent


def test_wheel_serves_the_course(tmp_path: Path) -> None:
    subprocess.run(
        [
            sys.executable,
            "-m",
            "build",
            "--wheel",
            "--no-isolation",
            "-o",
            str(tmp_path),
            str(ROOT),
        ],
        check=True,
        capture_output=True,
    )
    (wheel,) = tmp_path.glob("*.whl")
    with ZipFile(wheel) as packed:
        assert {"gluteedu/py.typed", "gluteedu/bundled/data/body_map.svg"} <= {*packed.namelist()}
    home = tmp_path / "home"
    home.mkdir()
    venv.create(tmp_path / "empty", with_pip=True)
    python = tmp_path / "empty" / "bin" / "python"
    pip = [str(python), "-m", "pip", "install", "-q"]
    subprocess.run([*pip, "--require-hashes", "-r", str(ROOT / "constraints.txt")], check=True)
    subprocess.run([*pip, "--no-deps", str(wheel)], check=True)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("JUPYTER", "PYTHON"))}
    command = [str(python.parent / "gluteedu"), "serve", "--no-browser", "--port", str(port)]
    server = subprocess.Popen(command, cwd=home, env={**environment, "HOME": str(home)})
    try:
        page = ""
        deadline = time.monotonic() + 90
        while not page:
            assert server.poll() is None, "the server ended"
            assert time.monotonic() < deadline, "the server did not answer"
            try:
                address = f"http://127.0.0.1:{port}/voila/render/02-exercise-induced-pain.ipynb"
                with urllib.request.urlopen(address, timeout=60) as answer:
                    page = answer.read().decode()
                    cookie = str(answer.headers["Set-Cookie"]).split(";")[0]
            except OSError:
                time.sleep(0.3)
        assert "g-stored" in page
        live = f"ws://127.0.0.1:{port}/live/02-exercise-induced-pain.ipynb"
        line = websocket.create_connection(live, cookie=cookie, timeout=90)
        line.send(json.dumps({"page": "0" * 32}))
        while "page" not in (heard := json.loads(line.recv())):
            pass  # the version comes first
        told = heard["page"]
        assert {model["asset"] for model in told["models"].values()} >= {"quiz", "slider"}
        assert not any("error" in cell for cell in told["cells"].values())
        for name in ("tokens.css", "plotly.min.js"):
            static = f"http://127.0.0.1:{port}/voila/static/{name}"
            assert urllib.request.urlopen(static, timeout=30).status == 200
    finally:
        server.terminate()
        server.wait(20)
