"""The wheel alone, in an empty environment and from another folder, serves the course."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
import venv
from pathlib import Path

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
                page = urllib.request.urlopen(address, timeout=60).read().decode()
            except OSError:
                time.sleep(0.3)
        assert "g-arrived-widget" in page
        assert "g-arrived-error" not in page
        for name in ("tokens.css", "plotly.min.js"):
            static = f"http://127.0.0.1:{port}/voila/static/{name}"
            assert urllib.request.urlopen(static, timeout=30).status == 200
    finally:
        server.terminate()
        server.wait(20)
