"""What machines may ask a running server: its health, and metrics without any learner."""

from __future__ import annotations

import time
from collections.abc import Iterator

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from tornado.web import RequestHandler

from gluteedu.serving.page_socket.kernel_pool import KernelPool


class PoolMetrics:
    """Collects the metrics of the kernel pool for Prometheus when they are asked for."""

    def __init__(self, kernel_pool: KernelPool) -> None:
        self._kernel_pool = kernel_pool
        self._started = time.time()
        self.registry = CollectorRegistry()
        self.registry.register(self)

    def collect(self) -> Iterator[Metric]:
        """Gauges and counters of the whole server; nothing of any one page or learner."""
        pool = self._kernel_pool
        gauges = {
            "gluteedu_live_pages": ("Pages that have a kernel.", pool.running),
            "gluteedu_waiting_pages": ("Pages that wait for a kernel.", pool.waiting),
            "gluteedu_live_pages_limit": ("How many may have one at once.", pool.limit),
            "gluteedu_start_time_seconds": ("When the server started.", self._started),
        }
        for name, (description, value) in gauges.items():
            yield GaugeMetricFamily(name, description, value=value)
        counters = {
            "gluteedu_kernels_started": ("Kernels started for pages.", pool.started),
            "gluteedu_kernels_lost": ("Kernels that ended by themselves.", pool.lost),
        }
        for name, (description, value) in counters.items():
            yield CounterMetricFamily(name, description, value=value)


class HealthHandler(RequestHandler):
    """``/healthz``: 200 while the server answers and could start a kernel, else 503."""

    def initialize(self, kernel_pool: KernelPool) -> None:
        """``kernel_pool``: whose health it is."""
        self._kernel_pool = kernel_pool

    def get(self) -> None:
        """``{"ok": bool, "live": n, "waiting": n, "limit": n}``."""
        pool = self._kernel_pool
        self.set_status(200 if pool.healthy else 503)
        self.set_header("Cache-Control", "no-store")
        counts = {"live": pool.running, "waiting": pool.waiting, "limit": pool.limit}
        self.finish({"ok": pool.healthy, **counts})

    head = get


class MetricsHandler(RequestHandler):
    """``/metrics``: the metrics in the form that Prometheus reads."""

    def initialize(self, metrics: PoolMetrics) -> None:
        """``metrics``: what collects them."""
        self._metrics = metrics

    def get(self) -> None:
        """The metrics as text."""
        self.set_header("Content-Type", CONTENT_TYPE_LATEST)
        self.set_header("Cache-Control", "no-store")
        self.finish(generate_latest(self._metrics.registry))
