"""``python -m gluteedu.serving.kernels``: the template process, started by ``template.py``."""

import sys

from gluteedu.serving.kernels.template_process import serve_template

if __name__ == "__main__":
    serve_template(sys.argv[1:])
