"""A kernel application as a server may have one: it does something at each kernel's start."""

from __future__ import annotations

import os
from typing import Any

from ipykernel.kernelapp import IPKernelApp

prepared = ""


def prepare() -> None:
    global prepared
    prepared = "in a template"


class GreetingApp(IPKernelApp):
    def initialize(self, argv: list[str] | None = None) -> Any:
        super().initialize(argv)
        self.shell.user_ns["greeting"] = os.environ["GREETING"]
