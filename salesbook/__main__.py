"""`python -m salesbook` is `salesbook`."""

import gc
import sys


def start() -> None:
    """Run the command that was typed.

    The collector of reference cycles stays off: the process lives for seconds, and looking through
    millions of cells for nothing took a quarter of an import.
    """
    gc.disable()
    from salesbook.cli.main import main

    sys.exit(main())


if __name__ == "__main__":
    start()
