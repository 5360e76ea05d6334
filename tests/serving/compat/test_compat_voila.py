"""The inner workings of Voila that the application, its pages and its routes depend on."""

from __future__ import annotations

import asyncio
import inspect
from pathlib import Path

import pytest
from tornado.web import StaticFileHandler

from gluteedu.commands.serving import course_navigation
from gluteedu.content.loading.paths import notebooks_folder
from gluteedu.serving.app import CourseApp, FrontEnd, course_app
from gluteedu.serving.compat import voila as compat
from gluteedu.serving.compat.versions import check_version


@pytest.fixture(scope="module")
def app() -> CourseApp:
    return course_app(
        notebooks_folder(),
        course_navigation(),
        FrontEnd("", "", "", Path()),
        [Path("/more")],
        host="127.0.0.1",
        port=0,
        open_browser=False,
    )


def test_the_version_is_known() -> None:
    check_version("voila", compat.HOLDS_FOR, compat.__name__)


def test_the_application_has_what_a_page_is_rendered_with(app: CourseApp) -> None:
    names = ("voila_configuration", "config", "template_paths", "base_url")
    assert {name for name in names if not getattr(app, name)} == set()
    assert app.base_url == app.server_url or not app.server_url
    assert any("gluteedu" in path for path in app.template_paths)
    assert app.static_paths[-1] == "/more"
    for name in ("init_settings", "init_handlers", "listen", "start"):
        assert callable(getattr(compat.Voila, name)), name


def test_a_notebook_is_rendered_with_our_template_and_resources(app: CourseApp) -> None:
    app.init_settings()
    links = dict.fromkeys(("first_script", "script", "style", "mark", "plotly", "class"), "MARK")
    resources = {"links": links, "figure_address": lambda _: "FIGURE"}
    html = asyncio.run(compat.render_notebook(app, "index.ipynb", "lesson.html.j2", resources))
    assert '<main id="lesson"' in html
    assert "MARK" in html


def test_each_purpose_has_its_route() -> None:
    handlers = inspect.getsource(compat.Voila.init_handlers)
    for mark in compat._PURPOSES.values():
        assert mark in handlers, mark
    routes = [
        (r"/api/kernels/(?P<kernel_id>\w+)", object),
        (r"/api/kernels/(?P<kernel_id>\w+)/channels", object),
        (r"/voila/static/(.*)", object, {"paths": []}),
        (r"/voila/tree", object),
    ]
    found = compat.routes_by_purpose(routes)
    assert found["kernel"] == (*routes[0], {})
    assert found["channels"] == (*routes[1], {})
    assert found["static"] == routes[2]
    assert set(found) == {"kernel", "channels", "static"}


def test_handlers_are_what_ours_build_on() -> None:
    for handler in (compat.MultiStaticFileHandler, compat.TemplateStaticFileHandler):
        assert issubclass(handler, StaticFileHandler)
    template_files = inspect.signature(compat.TemplateStaticFileHandler.initialize)
    assert list(template_files.parameters) == ["self"]
    assert "paths" in inspect.signature(compat.MultiStaticFileHandler.initialize).parameters
    socket = compat.VoilaKernelWebsocketHandler
    assert inspect.iscoroutinefunction(socket.open)
    assert callable(socket.prepare)
    page = inspect.getsource(inspect.getmodule(compat.TornadoVoilaHandler.__mro__[1]))
    assert "self.kernel_manager.start_kernel(" in page


def test_markdown_is_rendered_with_these_methods() -> None:
    for name in ("inline_math", "block_math", "multiline_math"):
        assert callable(getattr(compat.VoilaMarkdownRenderer, name)), name
