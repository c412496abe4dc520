"""Run by the Makefile as `python3 -m launcher COMMAND`.

This file must be readable by any Python, so that an old one gets a sentence and not a syntax error.
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036
    sys.stderr.write(
        "Commonpool needs Python 3.11 or newer, and this is %s."
        " If you have a newer one, name it: make run PYTHON=python3.12\n" % sys.version.split()[0]
    )
    sys.exit(1)

if __name__ == "__main__":
    from launcher.commands import main

    sys.exit(main(sys.argv[1:]))
