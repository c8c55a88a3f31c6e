"""``python -m chengwen`` is the command ``chengwen``."""

import sys

from chengwen import main

sys.exit(main())
