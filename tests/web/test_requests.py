"""What a request says of where it comes from, and what its text holds."""

from __future__ import annotations

import pytest
from tornado.httputil import HTTPHeaders, HTTPServerRequest
from tornado.web import Application, RequestHandler

from gluteedu.serving.security.identity import from_own_page
from gluteedu.web.json_object import read_object
from gluteedu.web.same_origin import same_origin


class _Connection:
    no_keep_alive = False

    def set_close_callback(self, _: object) -> None:
        pass


def request(**headers: str) -> RequestHandler:
    named = HTTPHeaders({name.replace("_", "-"): value for name, value in headers.items()})
    asked = HTTPServerRequest(method="POST", uri="/", headers=named, connection=_Connection())  # type: ignore[arg-type]
    return RequestHandler(Application(), asked)


@pytest.mark.parametrize(
    ("origin", "host", "same"),
    [
        ("http://course.example", "course.example", True),
        ("https://Course.Example:8866", "course.example:8866", True),
        ("http://elsewhere.example", "course.example", False),
        ("http://course.example:81", "course.example", False),
        ("null", "course.example", False),
        ("", "course.example", False),
        ("http://", "", False),
    ],
)
def test_only_a_page_of_the_same_host_is_of_the_same_origin(
    origin: str, host: str, same: bool
) -> None:
    asked = request(Origin=origin, Host=host)
    assert same_origin(asked) is from_own_page(asked) is same


@pytest.mark.parametrize(("site", "own"), [("same-origin", True), ("same-site", False)])
def test_a_browser_that_names_another_site_is_believed(site: str, own: bool) -> None:
    asked = request(Origin="http://a.example", Host="a.example", Sec_Fetch_Site=site)
    assert from_own_page(asked) is own


@pytest.mark.parametrize(
    "text", ["", "[]", "null", "7", "{", b"\xff", "[" * 100_000, '{"a":' * 9999]
)
def test_what_is_no_object_is_none(text: str | bytes) -> None:
    assert read_object(text) is None


def test_an_object_is_read() -> None:
    assert read_object(b'{"a": [1]}') == {"a": [1]}
