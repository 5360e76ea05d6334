"""``python -m gluteedu.serving.kernels``: the template process, started by ``template.py``."""

import sys

from gluteedu.serving.kernels.template_process import main

if __name__ == "__main__":
    main(sys.argv[1:])
