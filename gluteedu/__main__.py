"""``python -m gluteedu`` is the ``gluteedu`` command."""

from gluteedu.cli import main

main()
