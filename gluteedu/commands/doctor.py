"""``gluteedu doctor``: one screen on what is installed, where data lies, and what works."""

from __future__ import annotations

import asyncio
import platform
import shutil
import sys
import tempfile
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import typer

from gluteedu import __version__
from gluteedu.content.loading.paths import data_folder, notebooks_folder

_PACKAGES = (
    *("jupyterlab", "voila", "ipywidgets", "anywidget", "ipykernel", "jupyter_server"),
    *("pandas", "plotly", "sqlalchemy", "fsrs"),
)
_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "firefox", "firefox-esr")
_KERNEL_TIMEOUT = 90.0


@dataclass(frozen=True)
class DoctorLine:
    """One line of the screen: what was checked, what was found, and what to do about it.

    ``remedy`` is empty when all is well; ``grave`` says that the course cannot be served so.
    """

    what: str
    seen: str
    remedy: str = ""
    grave: bool = True


def add_doctor_command(app: typer.Typer) -> None:
    """Give ``app`` the command of this module."""
    app.command()(doctor)


def doctor() -> None:
    """Say what is installed, where data lies, what works, and what to do about what does not."""
    grave = False
    for check in (_python, _packages, _folders, _content, _store, _template, _kernel, _browser):
        result = _run(check)
        mark = "ok" if not result.remedy else ("NO" if result.grave else "??")
        typer.echo(f"{mark:3} {result.what:10} {result.seen}")
        if result.remedy:
            typer.echo(f"{'':14} → {result.remedy}")
            grave = grave or result.grave
    typer.echo("\nAll is well." if not grave else "\nThe course cannot be served as it is.")
    if grave:
        raise typer.Exit(1)


def _run(check: Callable[[], DoctorLine]) -> DoctorLine:
    try:
        return check()
    except Exception as error:  # a check that fails is a result, too
        name = check.__name__.strip("_")
        return DoctorLine(name, f"{type(error).__name__}: {error}", "Install the course anew.")


def _python() -> DoctorLine:
    seen = f"gluteedu {__version__}, Python {platform.python_version()} at {sys.executable}"
    old = sys.version_info < (3, 11)
    return DoctorLine("program", seen, "Python 3.11 or newer is needed." if old else "")


def _packages() -> DoctorLine:
    seen, missing = [], []
    for name in _PACKAGES:
        try:
            seen.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            missing.append(name)
    remedy = f"Missing: {', '.join(missing)}. Run: pip install gluteedu" if missing else ""
    return DoctorLine("packages", ", ".join(seen), remedy)


def _folders() -> DoctorLine:
    from gluteedu.user_folder import user_folder

    user = user_folder()
    seen = f"lessons {notebooks_folder()}, content {data_folder()}, your data {user}"
    try:
        user.mkdir(parents=True, exist_ok=True)
        tempfile.TemporaryFile(dir=user).close()
    except OSError as error:
        return DoctorLine(
            "folders",
            seen,
            f"{user} cannot be written ({error.strerror}). Learners begin anew at each start. "
            "Make it writable, or name another with GLUTEEDU_HOME.",
            grave=False,
        )
    return DoctorLine("folders", seen)


def _content() -> DoctorLine:
    from gluteedu.content.course.checking import check_content

    report = check_content(data_folder(), notebooks_folder())
    if report.problems:
        remedy = f"{len(report.problems)} in all: `gluteedu check` lists them."
        return DoctorLine("content", str(report.problems[0]), remedy)
    parts = ("lessons", "items", "cases", "sources")
    counts = {what: n for what, n in report.counts.items() if what in parts}
    return DoctorLine("content", "no faults in " + ", ".join(f"{n} {w}" for w, n in counts.items()))


def _store() -> DoctorLine:
    from gluteedu.records.store import StoreError, open_store
    from gluteedu.records.store_address import store_url

    try:
        store = open_store(store_url())
        learners = len(store.learners())
        seen = f"{store.location}, {learners} learner{'' if learners == 1 else 's'}"
        store.close()
    except StoreError as error:
        remedy = "Lessons work, and nothing is kept until this is mended. See --store."
        return DoctorLine("store", str(error), remedy, grave=False)
    return DoctorLine("store", seen)


def _template() -> DoctorLine:
    page = asyncio.run(_start_page())
    if b'<main id="lesson"' not in page:
        return DoctorLine(
            "template", "renders a page without its lesson", "Install the course anew."
        )
    return DoctorLine("template", f"renders the start page, {len(page) // 1000} kB")


async def _start_page() -> bytes:
    from gluteedu.commands.serving import course_navigation
    from gluteedu.serving.app import FrontEnd, course_app
    from gluteedu.serving.pages.assets import Assets
    from gluteedu.serving.pages.lesson_page import LessonPages

    navigation = course_navigation()
    app = course_app(
        notebooks_folder(),
        navigation,
        FrontEnd("", "", "", Path()),
        [],
        host="127.0.0.1",
        port=0,
        open_browser=False,
    )
    app.init_settings()
    links = dict.fromkeys(("first_script", "script", "style", "mark", "plotly"), "")
    return (await LessonPages(app, Assets("/"), links).page(f"{navigation.home}.ipynb")).content


def _kernel() -> DoctorLine:
    from gluteedu.serving.jupyter_folder import offer_jupyter_folder

    offer_jupyter_folder()
    if asyncio.run(asyncio.wait_for(_kernel_is_forked(), _KERNEL_TIMEOUT)):
        return DoctorLine("kernels", "start, forked from a warm process")
    return DoctorLine(
        "kernels",
        "start, each by itself",
        "This system cannot fork them, so pages take some seconds longer to come alive.",
        grave=False,
    )


async def _kernel_is_forked() -> bool:
    """Start a kernel of a lesson, and end it; whether it was forked."""
    from jupyter_client.manager import AsyncKernelManager

    from gluteedu.serving.kernels.process import ForkedProcess
    from gluteedu.serving.kernels.sockets import sockets_folder

    manager = AsyncKernelManager(kernel_name="gluteedu")
    sockets = sockets_folder()
    folder = tempfile.TemporaryDirectory(prefix="voila_", dir=sockets)
    manager.connection_file = f"{folder.name}/kernel-{uuid.uuid4()}.json"
    if sockets is not None:
        manager.transport = "ipc"
    await manager.start_kernel()
    try:
        client = manager.client()
        client.start_channels()
        await client.wait_for_ready(timeout=_KERNEL_TIMEOUT)
        client.stop_channels()
        return isinstance(getattr(manager.provisioner, "process", None), ForkedProcess)
    finally:
        await manager.shutdown_kernel(now=True)
        folder.cleanup()


def _browser() -> DoctorLine:
    found = next((name for name in _BROWSERS if shutil.which(name)), None)
    if found is None and sys.platform in ("win32", "darwin"):
        return DoctorLine("browser", "the system's own")
    if found is None:
        seen = "none on the path of this machine"
        return DoctorLine(
            "browser", seen, "Any browser of the last two years will do.", grave=False
        )
    return DoctorLine("browser", str(Path(shutil.which(found) or found)))
