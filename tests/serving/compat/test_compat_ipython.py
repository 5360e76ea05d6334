"""The inner workings of IPython that a prepared shell and the cells of a lesson depend on."""

from __future__ import annotations

import inspect
from collections.abc import Iterator

import pytest
from IPython.core.interactiveshell import InteractiveShell

from gluteedu.serving.compat import ipython as compat
from gluteedu.serving.compat.versions import check_version


@pytest.fixture
def shell() -> Iterator[InteractiveShell]:
    InteractiveShell.clear_instance()
    yield InteractiveShell.instance()
    InteractiveShell.clear_instance()


def test_the_version_is_known() -> None:
    check_version("ipython", compat.HOLDS_FOR, compat.__name__)


def test_a_cell_tells_what_it_shows_and_whether_it_failed(shell: InteractiveShell) -> None:
    source = "from IPython.display import HTML, display\ndisplay(HTML('<b>shown</b>'))\n6 * 7"
    success, outputs = compat.run_cell(shell, source)
    assert success
    assert outputs[0]["text/html"] == "<b>shown</b>"
    assert outputs[1:] == [42]
    assert compat.mime_bundle(shell, outputs[1])["text/plain"] == "42"
    assert compat.mime_bundle(shell, outputs[0]) is outputs[0]
    assert compat.run_cell(shell, "None") == (True, [])
    assert compat.run_cell(shell, "1 / 0")[0] is False


def test_the_namespace_is_as_it_was(shell: InteractiveShell) -> None:
    shell.user_ns["kept"] = 1
    with compat.keep_namespace(shell):
        compat.run_cell(shell, "kept, added = 2, 3")
    assert shell.user_ns["kept"] == 1
    assert "added" not in shell.user_ns


def test_a_shell_without_history_gets_one_when_it_is_attached(shell: InteractiveShell) -> None:
    compat.init_without_history(shell)
    switched_off = shell.history_manager
    assert switched_off in shell.configurables
    assert switched_off.enabled is False
    compat.exercise_shell(shell, ["storemagic", "no_such_extension"])
    compat.attach_shell(shell, shell.init_history)
    assert shell.history_manager is not switched_off
    assert switched_off not in shell.configurables
    assert "In" in shell.user_ns


def test_a_shell_has_what_attaching_calls() -> None:
    for name in ("init_user_ns", "init_environment", "save_sys_module_state", "atexit_operations"):
        assert callable(getattr(InteractiveShell, name)), name
    assert "starting_dir" in inspect.getsource(InteractiveShell.init_instance_attrs)
    assert issubclass(compat.BaseIPythonApplication, object)
