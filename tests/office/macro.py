"""Runs a macro of a workbook in LibreOffice: python macro.py BOOK MODULE.MACRO; prints what comes back.

A program of its own: importing uno changes how Python imports.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

sys.path.append("/usr/lib/python3/dist-packages")

ALWAYS = 4


def main(book: str, macro: str) -> None:
    import uno
    from com.sun.star.beans import PropertyValue

    profile = tempfile.mkdtemp()
    pipe = "salesbook" + Path(profile).name.replace("_", "")
    office = subprocess.Popen([
        "soffice", f"-env:UserInstallation={Path(profile).as_uri()}", f"--accept=pipe,name={pipe};urp;",
        "--headless", "--norestore", "--nologo", "--nofirststartwizard",
    ])  # fmt: skip
    try:
        desktop = connected(uno, pipe)
        allowed = PropertyValue(Name="MacroExecutionMode", Value=ALWAYS)
        document = desktop.loadComponentFromURL(Path(book).resolve().as_uri(), "_blank", 0, (allowed,))
        project = next(name for name in document.BasicLibraries.ElementNames if name != "Standard")
        place = f"vnd.sun.star.script:{project}.{macro}?language=Basic&location=document"
        sys.stdout.write(str(document.getScriptProvider().getScript(place).invoke((), (), ())[0]))
        document.close(True)
        with suppress(Exception):  # it may go while it answers
            desktop.terminate()
        office.wait(30)
    finally:
        office.kill()
        shutil.rmtree(profile, ignore_errors=True)


def connected(uno, pipe):
    context = uno.getComponentContext()
    resolver = context.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", context)
    until = time.monotonic() + 60
    while True:
        try:
            remote = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except Exception:
            if time.monotonic() > until:
                raise
            time.sleep(0.2)
        else:
            return remote.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", remote)


if __name__ == "__main__":
    main(*sys.argv[1:])
