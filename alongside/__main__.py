"""`python -m alongside`."""

import signal
import sys

# Until a start listens for it, Ctrl-C ends the process outright: there is nothing to clear away yet, and an interrupt
# raised while modules are imported may be dropped.
signal.signal(signal.SIGINT, signal.SIG_DFL)

from alongside.config.cli import main  # noqa: E402

sys.exit(main())
