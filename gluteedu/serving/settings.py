"""How Voila and Jupyter are configured for the course."""

from __future__ import annotations

from typing import Any

from jupyter_server.utils import url_path_join
from traitlets.config import Config

from gluteedu.serving.kernels.sockets import sockets_folder
from gluteedu.serving.pages.navigation import Navigation

# The only front-end extensions a lesson needs. Plot scripts come from the page itself.
_EXTENSIONS = [
    "@voila-dashboards/widgets-manager8",
    "@jupyter-widgets/jupyterlab-manager",
    "anywidget",
]


def voila_config(navigation: Navigation) -> Config:
    """The configuration of the application: Voila's safe defaults, and the course's own template.

    Template and theme stay the course's own, whatever a query says.

    Args:
        navigation: titles and order of the lessons, for the template.
    """
    config = Config()
    config.VoilaConfiguration.template = "gluteedu"
    config.VoilaConfiguration.allow_template_override = "NO"
    config.VoilaConfiguration.allow_theme_override = "NO"
    config.VoilaConfiguration.resources = {"course": navigation}
    config.VoilaConfiguration.extension_allowlist = _EXTENSIONS
    config.VoilaConfiguration.page_config_hook = _without_remote_mathjax
    config.VoilaExporter.markdown_renderer_class = "gluteedu.serving.pages.markdown.CourseMarkdown"
    # One cell that fails must not end the lesson; its error is stripped and said calmly.
    config.VoilaExecutor.allow_errors = True
    config.IdentityProvider.cookie_options = {"httponly": True, "samesite": "Strict"}
    if (folder := sockets_folder()) is not None:
        # Local sockets, not open ports: nobody else on the machine or the network can reach them.
        config.KernelManager.transport = "ipc"
        config.CourseApp.connection_dir_root = folder
    # A kernel whose page is gone ends within a minute.
    config.MappingKernelManager.cull_interval = 20
    config.MappingKernelManager.cull_idle_timeout = 4 * 3600
    return config


def _without_remote_mathjax(page_config: dict[str, Any], base_url: str, **_: Any) -> dict[str, Any]:
    """Voila would fetch MathJax from another host; the course's maths is MathML, without script."""
    page_config["fullMathjaxUrl"] = url_path_join(
        base_url, "voila/templates/gluteedu/static/no-mathjax.js"
    )
    return page_config
