"""Whether an installed package is one of the versions that a compat module was written for."""

from __future__ import annotations

from importlib.metadata import version

from packaging.specifiers import SpecifierSet


def check_version(package: str, holds_for: str, module: str) -> None:
    """Raise where the installed ``package`` is outside ``holds_for``.

    Args:
        package: the distribution's name, such as "ipykernel".
        holds_for: a version specifier, such as ">=7,<8".
        module: the name of the compat module that holds for it, for the message.

    Raises:
        ImportError: the installed version is another; the message says where to look.
    """
    installed = version(package)
    if not SpecifierSet(holds_for).contains(installed, prereleases=True):
        raise ImportError(
            f"{module} was written for {package} {holds_for}, and this is {installed}: compare "
            f"what {package} does there now, mend {module}, then widen HOLDS_FOR"
        )
