"""The child process solvers run in: reads problems from its input, writes results to its output.

Started by `solvers.backends.process`. Messages are pickles between two processes of one program;
nothing from outside ever reaches this channel.
"""

import os
import pickle
import signal
import sys
import threading
import time
from typing import BinaryIO

from models.errors import BackendFailed, TagenkaError
from solvers.backends.registry import find
from solvers.milp import Progress

FOLLOW_S = 0.5
"""How often the process looks whether its parent still lives."""


def main() -> None:
    """Answer problems until the input ends."""
    answers = os.fdopen(os.dup(1), "wb")
    # Solvers print to standard output from native code; it must not mix with the answers.
    os.dup2(2, 1)
    threading.Thread(target=_follow, args=(os.getppid(),), daemon=True).start()
    _warm()
    _send(answers, ("ready", None))
    while True:
        try:
            name, problem, options = pickle.load(sys.stdin.buffer)  # noqa: S301 - our own parent wrote it
        except EOFError:
            return
        _send(answers, ("started", None))
        try:
            backend = find(name)
            result = backend.solve(problem, options, lambda p: _send(answers, ("progress", p)))
            _send(answers, ("result", result))
        except TagenkaError as error:
            _send(answers, ("error", error))
        except MemoryError:
            _send(answers, ("error", BackendFailed(f"{name}: out of memory")))
        except Exception as error:  # the edge of the process: the parent must hear of anything
            _send(answers, ("error", BackendFailed(f"{name}: {type(error).__name__}: {error}")))


def _follow(parent: int) -> None:
    """End with the parent, and end the solvers run as processes of their own: nobody waits for them."""
    while os.getppid() == parent:
        time.sleep(FOLLOW_S)
    os.killpg(os.getpgid(0), signal.SIGKILL)


def _warm() -> None:
    """Import OR-Tools before the first problem comes.

    It must come before PuLP in any case: PuLP loads other copies of the same solver libraries, and
    OR-Tools loaded after them crashes in its first solve.
    """
    from ortools.math_opt import model_pb2  # noqa: F401
    from ortools.math_opt.core.python import solver  # noqa: F401
    from ortools.math_opt.python import init_arguments  # noqa: F401


def _send(stream: BinaryIO, message: tuple[str, Progress | object]) -> None:
    stream.write(pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL))
    stream.flush()


if __name__ == "__main__":
    main()
