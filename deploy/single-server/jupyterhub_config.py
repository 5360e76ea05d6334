"""JupyterHub on one machine: the course for each learner who logs in, and the class beside them.

What differs from school to school comes from the environment, secrets included; README.md lists it.
The tests run this very file.
"""

import importlib.util
import os
import sys
from pathlib import Path

c = get_config()  # noqa: F821  JupyterHub gives it.
given = os.environ

state = Path(given["GLUTEEDU_STATE"])
store = given["GLUTEEDU_STORE"]
if not store.startswith("postgresql"):
    raise SystemExit("GLUTEEDU_STORE: a school's record needs PostgreSQL")

# ---- where it listens: this machine only; a proxy with TLS stands in front of it ----------------
c.JupyterHub.bind_url = given.get("GLUTEEDU_HUB_URL", "http://127.0.0.1:8000")
c.JupyterHub.hub_bind_url = given.get("GLUTEEDU_HUB_API_URL", "http://127.0.0.1:8081")
c.ConfigurableHTTPProxy.api_url = given.get("GLUTEEDU_HUB_PROXY_URL", "http://127.0.0.1:8001")
c.ConfigurableHTTPProxy.command = [given.get("GLUTEEDU_HUB_PROXY", "configurable-http-proxy")]
c.ConfigurableHTTPProxy.pid_file = str(state / "proxy.pid")
c.JupyterHub.cookie_secret_file = str(state / "cookie_secret")
c.JupyterHub.db_url = given.get("GLUTEEDU_HUB_DATABASE", f"sqlite:///{state}/hub.sqlite")

# ---- who may log in -----------------------------------------------------------------------------
c.JupyterHub.authenticator_class = given["GLUTEEDU_HUB_LOGIN"]
c.Authenticator.allow_all = True  # whom the school's login knows
c.Authenticator.username_pattern = r"[a-z0-9][a-z0-9._@+-]{0,63}"  # it becomes a folder's name
if given["GLUTEEDU_HUB_LOGIN"] == "shared-password":  # for a trial: anybody can be anybody
    c.SharedPasswordAuthenticator.user_password = given["GLUTEEDU_HUB_PASSWORD"]

# ---- a learner's server -------------------------------------------------------------------------
# `gluteedu serve` runs no code of learners, so all servers may run as the hub's own user, each with
# a folder of its own. Do not put jupyterhub-singleuser here: that runs code, and needs a spawner
# that keeps learners apart.
c.JupyterHub.spawner_class = "simple"
c.SimpleLocalProcessSpawner.home_dir_template = f"{state}/homes/{{username}}"
c.Spawner.cmd = [sys.executable, "-m", "gluteedu", "serve", "--hub"]
c.Spawner.default_url = "/voila/render/index.ipynb"
c.Spawner.environment = {"GLUTEEDU_STORE": store}
c.Spawner.poll_interval = 5  # seconds until a server that died is missed
c.Spawner.http_timeout = 120  # a whole class comes at once
c.JupyterHub.implicit_spawn_seconds = 1.5  # who comes back to a server that has ended gets another

# ---- the class ----------------------------------------------------------------------------------
c.JupyterHub.services = [
    {
        "name": "class",
        "url": given.get("GLUTEEDU_CLASS_URL", "http://127.0.0.1:8867"),
        "command": [sys.executable, "-m", "gluteedu", "class", "--hub"],
        "environment": {
            "GLUTEEDU_STORE": store,
            "GLUTEEDU_INSTRUCTOR_KEY": given["GLUTEEDU_INSTRUCTOR_KEY"],
        },
        "oauth_no_confirm": True,
        "display": True,
    }
]
c.JupyterHub.load_roles = [
    {"name": "user", "scopes": ["self", "access:services!service=class"]},
]

# ---- servers that nobody uses end ---------------------------------------------------------------
if importlib.util.find_spec("jupyterhub_idle_culler"):
    idle = given.get("GLUTEEDU_IDLE_SECONDS", "1800")
    c.JupyterHub.services.append(
        {
            "name": "idle-culler",
            "command": [sys.executable, "-m", "jupyterhub_idle_culler", f"--timeout={idle}"],
        }
    )
    c.JupyterHub.load_roles.append(
        {
            "name": "idle-culler",
            "services": ["idle-culler"],
            "scopes": ["list:users", "read:users:activity", "read:servers", "delete:servers"],
        }
    )
