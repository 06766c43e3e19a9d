"""Holds a process at each of its system calls on a folder: to look, to let it go on, to refuse, to kill.

The kernel itself does it (seccomp's user notification, Linux 5.5 and newer): a filter in the
process hands the calls named here to the test before they happen. So writes count whoever makes
them, Python or a library in C, in any thread, and no right, debugger or program is needed.
"""

from __future__ import annotations

import ctypes
import errno
import fcntl
import os
import platform
import select
import signal
import struct
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

# Each call: its numbers on x86-64 and on ARM64 (-1: not there), and where it names files:
# f a number of an open file, p a path, d and p a path under an open folder, - something else.
CHANGES = {
    "write": (1, 64, "f"), "pwrite64": (18, 68, "f"), "writev": (20, 66, "f"), "pwritev": (296, 70, "f"),
    "pwritev2": (328, 287, "f"), "sendfile": (40, 71, "f"), "splice": (275, 76, "--f"), "ioctl": (16, 29, "f"),
    "copy_file_range": (326, 285, "--f"), "mmap": (9, 222, "----f"), "msync": (26, 227, "-"),
    "fsync": (74, 82, "f"), "fdatasync": (75, 83, "f"), "sync_file_range": (277, 84, "f"),
    "truncate": (76, 45, "p"), "ftruncate": (77, 46, "f"), "fallocate": (285, 47, "f"),
    "rename": (82, -1, "pp"), "renameat": (264, 38, "dpdp"), "renameat2": (316, 276, "dpdp"),
    "link": (86, -1, "pp"), "linkat": (265, 37, "dpdp"), "symlink": (88, -1, "-p"), "symlinkat": (266, 36, "-dp"),
    "unlink": (87, -1, "p"), "unlinkat": (263, 35, "dp"), "rmdir": (84, -1, "p"),
    "mkdir": (83, -1, "p"), "mkdirat": (258, 34, "dp"), "mknod": (133, -1, "p"), "mknodat": (259, 33, "dp"),
    "open": (2, -1, "p"), "openat": (257, 56, "dp"), "creat": (85, -1, "p"), "openat2": (437, 437, "dp"),
    "chmod": (90, -1, "p"), "fchmod": (91, 52, "f"), "fchmodat": (268, 53, "dp"), "fchmodat2": (452, 452, "dp"),
    "chown": (92, -1, "p"), "fchown": (93, 55, "f"), "lchown": (94, -1, "p"), "fchownat": (260, 54, "dp"),
    "utimensat": (280, 88, "dp"), "setxattr": (188, 5, "p"), "lsetxattr": (189, 6, "p"), "fsetxattr": (190, 7, "f"),
}  # fmt: skip
LOOKS = {
    "read": (0, 63, "f"), "pread64": (17, 67, "f"), "readv": (19, 65, "f"), "getdents64": (217, 61, "f"),
    "stat": (4, -1, "p"), "lstat": (6, -1, "p"), "newfstatat": (262, 79, "dp"), "statx": (332, 291, "dp"),
    "access": (21, -1, "p"), "faccessat": (269, 48, "dp"), "faccessat2": (439, 439, "dp"), "flock": (73, 32, "f"),
}  # fmt: skip
_MACHINE = {"x86_64": 0, "aarch64": 1}.get(platform.machine(), -1)
_ARCH, _SECCOMP = ((0xC000003E, 317), (0xC00000B7, 277), (0, -1))[_MACHINE]
_CALLS = {numbers[_MACHINE]: (name, numbers[2]) for name, numbers in (CHANGES | LOOKS).items()
          if _MACHINE >= 0 and numbers[_MACHINE] >= 0}  # fmt: skip
_NO_NEW_PRIVILEGES = 38  # prctl's; without it a filter needs root
_SET_FILTER, _SIZES, _LISTENER = 1, 3, 8
_RECEIVE, _ANSWER, _GO_ON = 0xC0502100, 0xC0182101, 1
_NOTICE, _REPLY = struct.Struct("QIIiIQ6Q"), struct.Struct("QqiI")
_AT_CWD = 0xFFFFFF9C
_CLONE_FILE = {0x40049409, 0x4020940D}  # the ioctls that share one file's blocks with another
_FOR_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
_PATIENCE = 120  # seconds without a call, after which something hangs


def available() -> bool:
    """Whether this kernel, and what confines us, lets a process watch another's calls."""
    if sys.platform != "linux" or _MACHINE < 0:
        return False
    sizes = ctypes.create_string_buffer(6)
    known = ctypes.CDLL(None).syscall(_SECCOMP, _SIZES, 0, sizes) == 0
    if not known or struct.unpack("3H", sizes.raw) != (_NOTICE.size, _REPLY.size, 64):
        return False
    return subprocess.run([sys.executable, "-c", "from tests.books.kernel import watch_me; watch_me()"], check=False,
                          cwd=Path(__file__).parents[2], capture_output=True).returncode == 0  # fmt: skip


def watch_me(*, looks: bool = False) -> int:
    """From here on, this process and its threads are held at the calls that change files.

    At those that only look, too, if `looks`. Returns the number of the file to hear of them at.
    """
    libc = ctypes.CDLL(None, use_errno=True)
    program = _program({**CHANGES, **LOOKS} if looks else CHANGES)
    code = ctypes.create_string_buffer(b"".join(program))
    whole = struct.pack("HxxxxxxQ", len(program), ctypes.addressof(code))
    if libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0) == 0:
        listener: int = libc.syscall(_SECCOMP, _SET_FILTER, _LISTENER, ctypes.c_char_p(whole))
        if listener >= 0:
            return listener
    raise OSError(ctypes.get_errno(), "cannot watch this process")


def _program(calls: Mapping[str, tuple[int, int, str]]) -> list[bytes]:
    """The filter: hold these calls, of mmap only memory that is shared with a file."""

    def step(code: int, value: int, yes: int = 0, no: int = 0) -> bytes:
        return struct.pack("HBBI", code, yes, no, value)

    load, equal, any_bit, give = 0x20, 0x15, 0x45, 0x06
    mmap = CHANGES["mmap"][_MACHINE]
    numbers = [
        number for name, (*both, _) in calls.items() if (number := both[_MACHINE]) >= 0 and name != "mmap"
    ]
    tests = [step(equal, number, yes=len(numbers) - place + 3) for place, number in enumerate(numbers)]
    return [
        step(load, 4), step(equal, _ARCH, no=len(numbers) + 4), step(load, 0), *tests,
        step(equal, mmap, no=2), step(load, 16 + 3 * 8), step(any_bit, 1, yes=1),
        step(give, 0x7FFF0000), step(give, 0x7FC00000),
    ]  # fmt: skip


@dataclass(frozen=True)
class Call:
    """A call that is held: its name, the files of the folder that it names, and whether it changes them."""

    name: str
    paths: tuple[Path, ...]
    changes: bool
    id: int
    thread: int
    arguments: tuple[int, ...]

    def __str__(self) -> str:
        return f"{self.name} {' '.join(path.name for path in self.paths)}"


class Watch:
    """The calls of a watched process on the files in a folder, one after the other."""

    def __init__(self, process: int, listener: int, folder: Path) -> None:
        self.process, self.listener, self.folder = process, listener, folder
        self._held: Call | None = None
        self._poll = select.poll()
        self._poll.register(listener, select.POLLIN)

    def calls(self) -> Iterator[Call]:
        """Each call while it is held. It goes on when the next is asked for, unless it was answered."""
        while (call := self._next()) is not None:
            if call.paths:
                self._held = call
                yield call
                self.go_on()
            else:
                self._answer(call)

    def let_go(self) -> None:
        """Let the process go on to its end, held no more."""
        self.go_on()
        for _ in self.calls():
            pass
        os.close(self.listener)

    def go_on(self) -> None:
        """Let the held call happen."""
        if self._held:
            self._answer(self._held)

    def refuse(self, error: int) -> None:
        """Let the held call fail, so that it does nothing."""
        assert self._held
        self._answer(self._held, error)

    def kill(self) -> None:
        """Kill the process; the held call never happens."""
        self._held = None
        with suppress(ProcessLookupError):  # it was faster
            os.kill(self.process, signal.SIGKILL)

    def kill_halfway(self) -> None:
        """Kill the process when half of the held write has reached the file."""
        assert self._held
        thread, (number, *rest) = self._held.thread, self._held.arguments
        if self._held.name == "sendfile":
            with Path(f"/proc/{thread}/fd/{rest[0]}").open("rb") as source:
                data = source.read()
        else:
            data = _memory(thread, rest[0], rest[1])
        position = int(Path(f"/proc/{thread}/fdinfo/{number}").read_text().split()[1])
        with Path(f"/proc/{thread}/fd/{number}").open("r+b") as out:
            out.seek(position)
            out.write(data[: len(data) // 2])
        self.kill()

    def _next(self) -> Call | None:
        """The next call of the process, or None when it has ended."""
        events = self._poll.poll(_PATIENCE * 1000)
        if not events:
            self.kill()
            raise TimeoutError("the watched process hangs")
        if not events[0][1] & select.POLLIN:
            return None
        notice = bytearray(_NOTICE.size)
        try:
            fcntl.ioctl(self.listener, _RECEIVE, notice, True)
        except OSError as error:
            if error.errno in {errno.ENOENT, errno.EINTR}:  # it was killed in between
                return self._next()
            raise
        number, thread, _, call, _, _, *arguments = _NOTICE.unpack(notice)
        return self._call(number, thread, call, tuple(arguments))

    def _call(self, number: int, thread: int, call: int, arguments: tuple[int, ...]) -> Call:
        name, where = _CALLS[call]
        paths = tuple(path for path in _paths(thread, where, arguments) if self._ours(path))
        return Call(name, paths, _changes(name, arguments), number, thread, arguments)

    def _ours(self, path: Path) -> bool:
        return path == self.folder or self.folder in path.parents

    def _answer(self, call: Call, error: int = 0) -> None:
        self._held = None
        reply = _REPLY.pack(call.id, 0, -error, 0 if error else _GO_ON)
        try:
            fcntl.ioctl(self.listener, _ANSWER, bytearray(reply), True)
        except OSError as gone:
            if gone.errno != errno.ENOENT:  # killed while it was held
                raise


def _changes(name: str, arguments: tuple[int, ...]) -> bool:
    match name:
        case "open":
            return bool(arguments[1] & _FOR_WRITING)
        case "openat":
            return bool(arguments[2] & _FOR_WRITING)
        case "ioctl":
            return arguments[1] in _CLONE_FILE
        case "mmap":
            return bool(arguments[2] & 2)  # PROT_WRITE
        case _:
            return name in CHANGES


def _paths(thread: int, where: str, arguments: tuple[int, ...]) -> Iterator[Path]:
    """The files that a call names, as far as they are files."""
    folder = Path(f"/proc/{thread}/cwd")
    try:
        for kind, value in zip(where, arguments, strict=False):
            if kind == "f":
                yield Path(f"/proc/{thread}/fd/{value & 0xFFFFFFFF}").readlink()
            elif kind == "d":
                number = value & 0xFFFFFFFF
                folder = Path(f"/proc/{thread}/cwd" if number == _AT_CWD else f"/proc/{thread}/fd/{number}")
            elif kind == "p":
                yield Path(os.path.normpath(folder.readlink() / os.fsdecode(_text(thread, value))))
    except OSError:  # no such open file: the call will fail, or nobody waits for it any more
        return


def _text(thread: int, address: int) -> bytes:
    """The zero-terminated bytes at an address of the process, of which none crosses an unmapped page."""
    found = b""
    while b"\0" not in found:
        found += _memory(thread, address + len(found), 4096 - (address + len(found)) % 4096)
    return found.split(b"\0", 1)[0]


def _memory(thread: int, address: int, size: int) -> bytes:
    with Path(f"/proc/{thread}/mem").open("rb", buffering=0) as memory:
        memory.seek(address)
        return memory.read(size)
