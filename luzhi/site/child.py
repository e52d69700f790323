"""Run as a program between the launcher and a child: `child.py PARENT PROGRAM ARGUMENT…`.

Asks the kernel (Linux) to end this process with its parent, then becomes the program: no code runs between fork
and exec in the launcher itself. On other systems the next start ends what is left.
"""

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1


def main(parent: int, command: list[str]) -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != parent:  # it died before we asked
            sys.exit(1)
    os.execvp(command[0], command)  # noqa: S606 (no shell is wanted)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2:])
