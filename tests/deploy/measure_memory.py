"""Prints the memory of the parts of a school, for the limits in deploy/: run it as a program."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterable
from pathlib import Path

import psutil

from tests.deploy.school import PASSWORD, school
from tests.support.browser_parts import a_chromium

LESSONS = ["02-exercise-induced-pain", "06-find-the-cause", "07-check-your-knowledge"]


def proportional(processes: Iterable[psutil.Process]) -> float:
    """PSS of all of them, in MB (10**6 bytes)."""
    total = 0
    for process in processes:
        with contextlib.suppress(OSError):
            text = Path(f"/proc/{process.pid}/smaps_rollup").read_text(encoding="ascii")
            total += next(int(x.split()[1]) for x in text.splitlines() if x.startswith("Pss:"))
    return total * 1024 / 1e6


def main() -> None:
    """One learner opens the home page and then lesson after lesson, each in a tab of its own."""
    with school(Path(tempfile.mkdtemp())) as hub, a_chromium() as browser:
        page = browser.new_context().new_page()
        page.goto(hub.url)
        page.fill("#username_input", "ada")
        page.fill("#password_input", PASSWORD)
        page.click("#login_submit")
        page.wait_for_selector("html[data-ready]", state="attached", timeout=90_000)
        server = hub.server_of("ada")
        for count, name in enumerate(["", *LESSONS, *LESSONS[:2]]):
            if name:
                tab = page.context.new_page()
                tab.goto(f"{hub.url}user/ada/voila/render/{name}.ipynb")
                tab.wait_for_selector("html[data-ready]", state="attached", timeout=90_000)
            page.wait_for_timeout(3000)
            both = [server, *server.children(recursive=True)]
            print(f"{1 + count} pages: {proportional(both):.0f} MB in {len(both)} processes")
        for process in server.parents():
            words = process.cmdline()
            if "jupyterhub" in words:
                print(f"hub: {proportional([process]):.0f} MB")
                for child in process.children():
                    if child.pid != server.pid:
                        name = " ".join(child.cmdline())[-60:]
                        print(f"{proportional([child]):.0f} MB: {name}")


if __name__ == "__main__":
    main()
