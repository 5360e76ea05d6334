"""Nobody goes faster than the limit, and one client's limit is not another's."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from gluteedu.web.token_bucket import TokenBucket, TokenBuckets


@given(st.lists(st.floats(0, 10), max_size=60), st.integers(1, 20), st.floats(0.5, 10))
def test_nobody_goes_faster_than_the_pace(pauses, burst, per_second):
    now = [0.0]
    bucket = TokenBucket(burst, per_second, lambda: now[0])
    done = 0
    for pause in pauses:
        now[0] += pause
        if bucket.wait() == 0:
            bucket.take()
            done += 1
        assert done <= burst + now[0] * per_second + 1e-6


@given(st.integers(1, 20))
def test_a_rested_client_has_its_whole_burst_and_no_more(burst):
    bucket = TokenBucket(burst, 1, lambda: 0.0)
    assert [bucket.take() for _ in range(burst)] == [0.0] * burst
    assert bucket.take() == 1


def test_one_client_s_pace_is_not_another_s():
    buckets = TokenBuckets(1, 1, lambda: 0.0)
    assert buckets.of("a").take() == 0
    assert buckets.of("a").wait() == 1
    assert buckets.of("b").wait() == 0
