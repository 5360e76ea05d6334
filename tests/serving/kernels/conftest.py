"""Forked kernels for tests: a kernelspec of their own, and one template for the whole package."""

from __future__ import annotations

import json
import os
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.serving.kernels.kernels_at_work import Kernel, close_templates

SPEC = {
    "argv": ["python", "-m", "ipykernel_launcher", "-f", "{connection_file}"],
    "display_name": "forked",
    "language": "python",
    "metadata": {"kernel_provisioner": {"provisioner_name": "gluteedu-fork", "config": {}}},
}

WriteSpec = Callable[..., str]
StartKernel = Callable[..., Kernel]


@pytest.fixture(scope="module")
def jupyter(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A Jupyter world with the kernelspecs ``forked`` and ``bare``; the templates end with it."""
    root = tmp_path_factory.mktemp("jupyter")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JUPYTER_PATH", str(root))
        patch.setenv("JUPYTER_RUNTIME_DIR", str(root / "run"))
        patch.setenv("IPYTHONDIR", str(root / "ipython"))
        patch.setenv("PYTHONPATH", str(Path(__file__).parent), prepend=os.pathsep)
        write_spec(root, "forked", warm=["numpy.random", "ipywidgets"])
        write_spec(root, "bare")
        yield root
        close_templates()


def write_spec(root: Path, name: str, argv: list[str] | None = None, **config: object) -> str:
    folder = root / "kernels" / name
    folder.mkdir(parents=True)
    spec = json.loads(json.dumps(SPEC))
    spec["argv"] = argv or spec["argv"]
    spec["metadata"]["kernel_provisioner"]["config"] = config
    (folder / "kernel.json").write_text(json.dumps(spec))
    return name


@pytest.fixture
def spec(jupyter: Path) -> WriteSpec:
    """Write another kernelspec: ``spec(name, argv=…, warm=…, kernel_app=…)``."""
    return lambda name, argv=None, **config: write_spec(jupyter, name, argv, **config)


@pytest.fixture
def start(jupyter: Path) -> Iterator[StartKernel]:
    """Start a kernel: ``start(kernel_name, transport=…, env=…, cwd=…)``; all end with the test."""
    kernels: list[Kernel] = []

    def start_one(
        name: str = "forked",
        transport: str = "ipc",
        env: dict[str, str] | None = None,
        **how: object,
    ) -> Kernel:
        file = jupyter / f"connection-{uuid.uuid4()}.json"
        own = {**os.environ, **(env or {})}
        own.pop("PYTEST_CURRENT_TEST", None)  # ipykernel's streams behave unlike with it
        kernel = Kernel(name, transport, file, env=own, **how)
        kernels.append(kernel)
        return kernel

    yield start_one
    for kernel in kernels:
        kernel.close()
