"""`python -m salesbook` is `salesbook`."""

import sys

from salesbook.cli import main

sys.exit(main())
