"""Parts of the ``gluteedu`` command; ``gluteedu.cli`` puts them together."""
