"""Reads best solution and bound from the log lines solvers print while they search."""

import math


def progress_of(solver: str, line: str) -> tuple[float | None, float | None] | None:
    """Best and bound from one log line; None where the line is no progress line.

    Args:
        solver: MathOpt's name of the solver type.
        line: as printed.
    """
    if solver == "HIGHS":
        return _highs(line)
    return _scip(line) if solver == "GSCIP" else None


def _highs(line: str) -> tuple[float | None, float | None] | None:
    """HiGHS: `[src] proc inqueue | leaves explored% | bound best gap | cuts inlp confl | lpiters time`."""
    words = line.split()
    if len(words) < 10 or not words[-1].endswith("s") or "%" not in line:
        return None
    percent = next((at for at, word in enumerate(words) if word.endswith("%")), None)
    if percent is None or percent + 2 >= len(words):
        return None
    bound, best = _number(words[percent + 1]), _number(words[percent + 2])
    return (best, bound) if best is not None or bound is not None else None


def _scip(line: str) -> tuple[float | None, float | None] | None:
    """SCIP: columns between bars; the dual and primal bounds stand before the gap."""
    cells = [cell.strip() for cell in line.split("|")]
    if len(cells) < 6 or not (cells[-2].endswith("%") or cells[-2] == "Inf"):
        return None
    best, bound = _number(cells[-3]), _number(cells[-4])
    return (best, bound) if best is not None or bound is not None else None


def _number(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if math.isfinite(value) and abs(value) < 1e29 else None
