"""What machines may ask a running server: whether it is well, and figures without any learner."""

from __future__ import annotations

import json
import time
from typing import Any

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from tornado.web import RequestHandler

from gluteedu.serving.page_socket.kernel_pool import LiveKernels


class Figures:
    """Collects the server's figures for Prometheus at the moment they are asked for."""

    def __init__(self, kernels: LiveKernels) -> None:
        self._kernels = kernels
        self._started = time.time()
        self.registry = CollectorRegistry()
        self.registry.register(self)

    def collect(self) -> Any:
        """Gauges and counters of the whole server; nothing of any one page or learner."""
        kernels = self._kernels
        gauges = {
            "gluteedu_live_pages": ("Pages that have a kernel.", kernels.live),
            "gluteedu_waiting_pages": ("Pages that wait for a kernel.", kernels.waiting),
            "gluteedu_live_pages_limit": ("How many may have one at once.", kernels.limit),
            "gluteedu_start_time_seconds": ("When the server started.", self._started),
        }
        for name, (words, value) in gauges.items():
            yield GaugeMetricFamily(name, words, value=value)
        counts = {
            "gluteedu_kernels_started": ("Kernels started for pages.", kernels.started),
            "gluteedu_kernels_lost": ("Kernels that ended by themselves.", kernels.lost),
        }
        for name, (words, value) in counts.items():
            yield CounterMetricFamily(name, words, value=value)


class Health(RequestHandler):
    """``/healthz``: 200 while the server answers and could start a kernel, else 503."""

    def initialize(self, kernels: LiveKernels) -> None:
        """Take the kernels."""
        self._kernels = kernels

    def get(self) -> None:
        """``{"ok": bool, "live": n, "waiting": n, "limit": n}``."""
        kernels = self._kernels
        state = {
            "ok": kernels.well,
            "live": kernels.live,
            "waiting": kernels.waiting,
            "limit": kernels.limit,
        }
        self.set_status(200 if kernels.well else 503)
        self.set_header("Content-Type", "application/json")
        self.set_header("Cache-Control", "no-store")
        self.finish(json.dumps(state))

    head = get


class Metrics(RequestHandler):
    """``/metrics``: the figures in the form that Prometheus reads; none is about a learner."""

    def initialize(self, figures: Figures) -> None:
        """Take what collects them."""
        self._figures = figures

    def get(self) -> None:
        """The figures as text."""
        self.set_header("Content-Type", CONTENT_TYPE_LATEST)
        self.set_header("Cache-Control", "no-store")
        self.finish(generate_latest(self._figures.registry))
