"""A kernel provisioner that forks kernels from a warm process instead of starting each anew."""

from __future__ import annotations

import asyncio
import os
import sys
import uuid
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import KernelManager
from traitlets import Float, List, Unicode

from gluteedu.serving.compat.jupyter_client import KernelProvisionerFactory, LocalProvisioner
from gluteedu.serving.kernels.process import ForkedProcess, Streams
from gluteedu.serving.kernels.template import (
    CONNECTION_FILE,
    KernelLaunch,
    TemplateError,
    TemplateGoneError,
    TemplateKind,
)
from gluteedu.serving.kernels.template_registry import shared_template, startup_variables

# The arguments of a launch that a fork can honour; with any other, subprocess starts the kernel.
_SUPPORTED = {"env", "cwd", "stdin", "stdout", "stderr", "extra_arguments", "kernel_id"}

_warnings: set[str] = set()


class ForkProvisioner(LocalProvisioner):
    """Starts a kernel by a fork of a template process that has imported what kernels use.

    A kernelspec asks for it by ``"kernel_provisioner": {"provisioner_name": "gluteedu-fork"}`` in
    its metadata, with the traits below under ``"config"`` if need be. Its ``argv`` stays what
    starts the kernel by itself: an interpreter, ``-m``, a module, arguments for the kernel. The
    template runs the same interpreter and reads the same arguments; where no process can be forked,
    ``argv`` is run, and the log says so once.

    What forks share: modules as they were when the template started (it is replaced when a file
    that is not installed has changed), the configuration of IPython, and the seed for hashing
    strings. All else is their own: session and process group, environment, working directory,
    standard streams, random numbers, sockets, history. A fork ends when its server does.
    """

    warm = List(
        Unicode(),
        help="""What the template imports and calls before its first fork: names of modules, or
        "module:callable". Callables of the entry-point group gluteedu.kernel_warm_up come after
        them.""",
    ).tag(config=True)

    kernel_app = Unicode(
        "ipykernel.kernelapp.IPKernelApp",
        help="The application that a fork runs: IPKernelApp or a subclass of it.",
    ).tag(config=True)

    template_timeout = Float(
        60.0, help="Seconds to wait for a template, before the kernel is started by itself."
    ).tag(config=True)

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        """Fork a kernel, or start it if that cannot be."""
        try:
            process = await self._fork(cmd, kwargs)
        except TemplateError as error:
            self._warn_once(error)
            return await super().launch_kernel(cmd, **kwargs)
        self.process: Any = process
        # It makes itself the leader of a new session, first thing.
        self.pid = self.pgid = process.pid
        self.cwd = kwargs.get("cwd", Path.cwd())
        return self.connection_info

    async def send_signal(self, signum: int) -> None:
        """Signal the kernel's process group, as long as the kernel is there to lead it."""
        # The template reaps at once, so the number of an ended kernel may be another's by now.
        if self.process and self.process.poll() is None:
            await super().send_signal(signum)

    def prepare(self) -> None:
        """Start the template now rather than with the first kernel; returns at once."""
        try:
            _, kind = self._kind(self._manager.format_kernel_cmd(), os.environ)
            shared_template(kind)
        except TemplateError as error:
            self._warn_once(error)

    async def _fork(self, cmd: Sequence[str], kwargs: Mapping[str, Any]) -> ForkedProcess:
        if unsupported := kwargs.keys() - _SUPPORTED:
            raise TemplateError(f"a fork cannot be given {', '.join(sorted(unsupported))}")
        arguments, kind = self._kind(cmd, kwargs["env"])
        cwd = os.path.abspath(kwargs.get("cwd") or os.curdir)
        # As subprocess does, say now if there is no such folder.
        os.close(os.open(cwd, os.O_RDONLY | os.O_DIRECTORY))
        launch = KernelLaunch(
            connection_file=self._connection_file,
            arguments=arguments,
            env={**kwargs["env"], "JPY_PARENT_PID": str(os.getpid())},
            cwd=cwd,
            server=os.getpid(),
        )
        with Streams(*(kwargs.get(name) for name in ("stdin", "stdout", "stderr"))) as streams:
            try:
                return await self._fork_once(kind, launch, streams)
            except TemplateGoneError:
                return await self._fork_once(kind, launch, streams)

    async def _fork_once(
        self, kind: TemplateKind, launch: KernelLaunch, streams: Streams
    ) -> ForkedProcess:
        template = shared_template(kind)
        try:
            async with asyncio.timeout(self.template_timeout):
                await asyncio.shield(asyncio.wrap_future(template.ready))
                return await asyncio.wrap_future(template.fork(launch, streams))
        except TimeoutError:
            seconds = f"{self.template_timeout:g} s"
            raise TemplateError(f"the template did not answer within {seconds}") from None

    def _kind(self, cmd: Sequence[str], env: Mapping[str, str]) -> tuple[list[str], TemplateKind]:
        """The kernel's arguments, and the kind of template that the command ``cmd`` asks for."""
        # On macOS the system's own libraries do not survive a fork.
        if not hasattr(os, "fork") or sys.platform == "darwin":
            raise TemplateError(f"{sys.platform} cannot fork")
        if "-m" not in cmd[1:-1]:
            raise TemplateError("the kernel's command is not an interpreter, -m and a module")
        at = cmd.index("-m")
        arguments = list(cmd[at + 2 :])
        kind = TemplateKind(
            python=tuple(cmd[:at]),
            kernel_app=self.kernel_app,
            arguments=tuple(x.replace(self._connection_file, CONNECTION_FILE) for x in arguments),
            warm=tuple(self.warm),
            env=startup_variables(env),
        )
        return arguments, kind

    @property
    def _manager(self) -> Any:
        if self.parent is None:
            raise TemplateError("there is no kernel manager to name a connection file")
        return self.parent

    @property
    def _connection_file(self) -> str:
        # As jupyter_client writes it into the command.
        return os.path.realpath(str(self._manager.connection_file))

    def _warn_once(self, error: TemplateError) -> None:
        message = f"Kernels are started by themselves, not forked: {error}"
        if message not in _warnings:
            _warnings.add(message)
            self.log.warning(message)


def prepare(kernel_name: str, kernel_spec_manager: KernelSpecManager) -> None:
    """Start the template for kernels named ``kernel_name`` ahead of the first; returns at once.

    Nothing happens if its kernelspec asks for another provisioner.

    Raises:
        jupyter_client.kernelspec.NoSuchKernel: there is no such kernelspec.
    """
    manager = KernelManager(
        kernel_name=kernel_name,
        kernel_spec_manager=kernel_spec_manager,
        connection_file=f"{uuid.uuid4()}.json",
    )
    provisioner = KernelProvisionerFactory.instance().create_provisioner_instance(
        "", manager.kernel_spec, parent=manager
    )
    if isinstance(provisioner, ForkProvisioner):
        provisioner.prepare()
