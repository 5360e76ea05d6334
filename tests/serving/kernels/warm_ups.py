"""Warm-ups of every kind, for a template to call."""

from __future__ import annotations

import os
import threading
import time

noted: list[str] = []


def note() -> None:
    noted.append("noted")


def stumble() -> None:
    raise ValueError("a stone in the way")


def leave_a_thread() -> None:
    threading.Thread(target=time.sleep, args=(60,), daemon=True, name="stray").start()


def die() -> None:
    os._exit(3)


def hang() -> None:
    time.sleep(4)
