"""What machines may ask a server: health and metrics, and nothing about any learner."""

from __future__ import annotations

import json
import logging
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families
from tornado.testing import AsyncHTTPTestCase
from tornado.web import Application

from gluteedu.serving.ops.health import HealthHandler, MetricsHandler, PoolMetrics
from gluteedu.serving.page_socket.kernel_pool import KernelPool, kernel_limit_for_memory


class TestHealth(AsyncHTTPTestCase):
    def get_app(self) -> Application:
        self.pool = KernelPool(None, "none", Path(), 7, logging.getLogger("test"))
        return Application(
            [
                ("/healthz", HealthHandler, {"kernel_pool": self.pool}),
                ("/metrics", MetricsHandler, {"metrics": PoolMetrics(self.pool)}),
            ]
        )

    def test_well(self) -> None:
        answer = self.fetch("/healthz")
        assert answer.code == 200
        assert json.loads(answer.body) == {"ok": True, "live": 0, "waiting": 0, "limit": 7}

    def test_a_kernel_that_cannot_start_is_not_well(self) -> None:
        with pytest.raises(AttributeError):  # there is nothing here that starts kernels
            self.io_loop.run_sync(lambda: self.pool.acquire("p" * 16, "l", "x.ipynb", print))
        assert self.fetch("/healthz").code == 503

    def test_metrics(self) -> None:
        answer = self.fetch("/metrics")
        families = {one.name for one in text_string_to_metric_families(answer.body.decode())}
        assert {"gluteedu_live_pages", "gluteedu_live_pages_limit"} <= families
        samples = [
            sample
            for family in text_string_to_metric_families(answer.body.decode())
            for sample in family.samples
        ]
        assert all(sample.labels == {} for sample in samples)
        assert {s.value for s in samples if s.name == "gluteedu_live_pages_limit"} == {7.0}


def test_some_kernels_fit_anywhere() -> None:
    assert 10 <= kernel_limit_for_memory() <= 400
