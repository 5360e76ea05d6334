"""The kernel of a lesson: IPython's own, which runs the cells of the lesson before it listens."""

from __future__ import annotations

import logging
from typing import Any

from gluteedu.serving.compat.ipykernel import IPKernelApp
from gluteedu.serving.kernels.live_lesson import serve_lesson
from gluteedu.serving.ops.logs import set_up_logs


class LessonKernelApp(IPKernelApp):
    """IPython's kernel application; with ``GLUTEEDU_LESSON`` set it runs that lesson first."""

    def initialize(self, argv: list[str] | None = None) -> Any:
        """Set the kernel up, then run the lesson, so that its first answer finds all in place."""
        super().initialize(argv)  # type: ignore[no-untyped-call]
        set_up_logs(self.log, logging.getLogger("tornado"))  # ipykernel gives it one of its own
        serve_lesson(self.kernel)


def main() -> None:
    """Start a kernel by itself, as the kernelspec does where no process can be forked."""
    LessonKernelApp.launch_instance()


if __name__ == "__main__":
    main()
