"""A real Chromium without a window, driven over its DevTools protocol through a pair of pipes."""

from __future__ import annotations

import contextlib
import json
import os
import select
import shutil
import subprocess
import time
from pathlib import Path

PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
PATIENCE = 60  # seconds; a busy machine is slow, a browser that hangs is hung for good
_NUL = b"\0"


def program() -> str | None:
    """Where Chromium is installed, if it is."""
    return next((found for name in PROGRAMS if (found := shutil.which(name))), None)


class Chromium:
    """One browser. `page()` opens a tab; `requests` collects the address of everything that any tab asked for."""

    def __init__(self, folder: Path):
        # Chromium reads commands from its file 3, and writes answers and events to its file 4.
        commands, self._write = os.pipe()
        self._read, answers = os.pipe()
        script = 'exec "$0" "$@" 3<&"$IN" 4>&"$OUT"'
        self._process = subprocess.Popen(
            ["bash", "-c", script, program() or "", "--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
             "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-dev-shm-usage",
             f"--user-data-dir={folder}", "--remote-debugging-pipe", "about:blank"],
            env={**os.environ, "IN": str(commands), "OUT": str(answers)}, pass_fds=[commands, answers],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        os.close(commands)
        os.close(answers)
        self._rest, self._number = b"", 0
        self.requests: dict[str, str] = {}
        self.complaints: list[str] = []

    def close(self) -> None:
        """Ends it."""
        with contextlib.suppress(OSError, TimeoutError, RuntimeError):
            self.ask("Browser.close")
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(timeout=10)
        self._process.kill()
        self._process.wait()
        os.close(self._write)
        os.close(self._read)

    def page(self) -> Page:
        """A new tab."""
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        return Page(self, self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"])

    def ask(self, method: str, session: str = "", **params: object) -> dict:
        """The answer to one command."""
        self._number += 1
        number = self._number
        message = {"id": number, "method": method, "params": params} | (
            {"sessionId": session} if session else {}
        )
        os.write(self._write, json.dumps(message).encode() + _NUL)
        until = time.monotonic() + PATIENCE
        while True:
            heard = self._next(until)
            if heard.get("id") == number:
                if "error" in heard:
                    raise RuntimeError(f"{method}: {heard['error']}")
                return heard["result"]

    def listen(self, seconds: float) -> None:
        """Takes in what happens meanwhile."""
        with contextlib.suppress(TimeoutError):
            while True:
                self._next(time.monotonic() + seconds)

    def _next(self, until: float) -> dict:
        while _NUL not in self._rest:
            ready, _, _ = select.select([self._read], [], [], max(until - time.monotonic(), 0))
            if not ready:
                raise TimeoutError("Chromium does not answer")
            read = os.read(self._read, 1 << 20)
            if not read:
                raise RuntimeError("Chromium has ended")
            self._rest += read
        line, self._rest = self._rest.split(_NUL, 1)
        heard = json.loads(line)
        if heard.get("method") == "Network.requestWillBeSent":
            self.requests[heard["params"]["requestId"]] = heard["params"]["request"]["url"]
        elif heard.get("method") == "Network.loadingFailed" and heard["params"].get("blockedReason"):
            self.requests.pop(heard["params"]["requestId"], None)  # the page itself forbade it
        elif heard.get("method") == "Runtime.exceptionThrown":
            self.complaints.append(str(heard["params"]["exceptionDetails"]))
        elif heard.get("method") == "Log.entryAdded":
            self.complaints.append(heard["params"]["entry"]["text"])
        elif heard.get("method") == "Target.attachedToTarget":  # a frame or a worker of a tab
            session = heard["params"]["sessionId"]
            for each in ("Network.enable", "Runtime.enable", "Log.enable"):
                self._number += 1
                os.write(
                    self._write,
                    json.dumps({"id": self._number, "method": each, "sessionId": session}).encode() + _NUL,
                )
        return heard


class Page:
    """One tab."""

    def __init__(self, browser: Chromium, session: str):
        self._browser, self._session = browser, session
        for each in ("Page.enable", "Runtime.enable", "Network.enable", "Log.enable"):
            self._ask(each)
        self._ask("Target.setAutoAttach", autoAttach=True, waitForDebuggerOnStart=False, flatten=True)

    def _ask(self, method: str, **params: object) -> dict:
        return self._browser.ask(method, self._session, **params)

    def size(self, width: int, height: int, *, phone: bool = False) -> None:
        """How large the window is."""
        self._ask(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=phone,
        )

    def dark(self, yes: bool) -> None:
        """Whether the reader prefers dark pages."""
        value = "dark" if yes else "light"
        self._ask("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": value}])

    def open(self, url: str) -> None:
        """Goes to an address, and waits until it stands."""
        self._ask("Page.navigate", url=url)
        until = time.monotonic() + PATIENCE
        while self.run("document.readyState") != "complete" or self.run("location.href") == "about:blank":
            if time.monotonic() > until:
                raise TimeoutError(url)
            time.sleep(0.05)

    def run(self, script: str) -> object:
        """The value of an expression on the page."""
        answer = self._ask("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in answer:
            raise RuntimeError(str(answer["exceptionDetails"]))
        return answer["result"].get("value")

    def key(self, name: str) -> None:
        """Presses a key that is not a letter."""
        codes = {"ArrowDown": 40, "ArrowUp": 38, "ArrowRight": 39, "ArrowLeft": 37, "Enter": 13, "Escape": 27,
                 "Tab": 9, "Home": 36, "End": 35}  # fmt: skip
        for kind in ("rawKeyDown", "keyUp"):
            self._ask(
                "Input.dispatchKeyEvent", type=kind, key=name, code=name, windowsVirtualKeyCode=codes[name]
            )

    def click(self, x: float, y: float) -> None:
        """A click with the left button."""
        for kind in ("mouseMoved", "mousePressed", "mouseReleased"):
            self._ask(
                "Input.dispatchMouseEvent",
                type=kind,
                x=x,
                y=y,
                button="left" if kind != "mouseMoved" else "none",
                clickCount=1,
            )

    def type(self, text: str) -> None:
        """Types it where the caret stands."""
        self._ask("Input.insertText", text=text)

    def picture(self, *, whole: bool = False) -> bytes:
        """What it looks like, as PNG."""
        import base64

        shot = self._ask("Page.captureScreenshot", format="png", captureBeyondViewport=whole)
        return base64.b64decode(shot["data"])

    def close(self) -> None:
        """Closes it."""
        self._ask("Page.close")
