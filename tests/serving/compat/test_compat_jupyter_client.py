"""The inner workings of jupyter_client that page sockets and forked kernels depend on."""

from __future__ import annotations

import inspect
from types import SimpleNamespace

from jupyter_client.manager import KernelManager
from jupyter_client.multikernelmanager import MultiKernelManager
from jupyter_client.session import Session

from gluteedu.serving.compat import jupyter_client as compat
from gluteedu.serving.compat.versions import check_version


def test_the_version_is_known() -> None:
    check_version("jupyter_client", compat.HOLDS_FOR, compat.__name__)


def test_a_message_signed_by_the_kernel_is_read_and_another_is_not() -> None:
    kernel = Session(key=b"the kernel's")
    ours = compat.session_for(SimpleNamespace(session=kernel))
    header = kernel.msg("comm_msg", {"comm_id": "a", "data": {"x": [1]}})
    frames = kernel.serialize(header, ident=b"topic")
    message = compat.read_message(ours, frames)
    assert message is not None
    assert message["header"]["msg_type"] == "comm_msg"
    assert message["content"] == {"comm_id": "a", "data": {"x": [1]}}
    assert message["parent_header"] == {}
    stranger = Session(key=b"another's")
    assert compat.read_message(ours, stranger.serialize(stranger.msg("comm_msg", {}))) is None
    assert isinstance(ours.bsession, bytes)


def test_a_muted_session_sends_nothing() -> None:
    assert compat.MutedSession().send(None, "status", {}) == {}


def test_a_manager_has_what_a_channel_calls() -> None:
    for name in ("connect_iopub", "connect_shell"):
        assert "identity" in inspect.signature(getattr(KernelManager, name)).parameters
    for name in ("add_restart_callback", "remove_restart_callback"):
        parameters = inspect.signature(getattr(MultiKernelManager, name)).parameters
        assert list(parameters) == ["self", "kernel_id", "callback", "event"]
    assert callable(MultiKernelManager.get_kernel)


def test_a_provisioner_is_launched_and_signalled_as_ours_is() -> None:
    provisioner = compat.LocalProvisioner
    assert inspect.iscoroutinefunction(provisioner.launch_kernel)
    parameters = inspect.signature(provisioner.launch_kernel).parameters
    assert list(parameters) == ["self", "cmd", "kwargs"]
    for name in ("process", "pid", "pgid"):
        assert hasattr(provisioner, name), name
    assert "killpg" in inspect.getsource(provisioner.send_signal)
    assert callable(KernelManager.format_kernel_cmd)
    factory = compat.KernelProvisionerFactory.create_provisioner_instance
    parameters = inspect.signature(factory).parameters
    assert list(parameters) == ["self", "kernel_id", "kernel_spec", "parent"]


def test_the_machine_s_addresses_are_looked_up() -> None:
    compat.look_up_localhost()
