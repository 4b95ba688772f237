"""Where the records of a CSV text begin and end, and how many cells each has.

pandas pads short rows in silence and names no lines, so the shape of a file is read here first, from
its bytes. Quotes decide what a comma or a line break means: outside them an even number of quotes
stands before a byte, inside them an odd one (a doubled quote inside a cell changes nothing). That holds
only if each quoted cell begins and ends at the edge of its cell, which is checked first.
Source of the format: RFC 4180, section 2; blanks around a quoted cell are allowed as well.
"""

from dataclasses import dataclass

import numpy as np

from models.profile.rows import Array, Ints, Mask
from service.exchange.csv_bytes import line_at, refused

_TAB, _LF, _CR, _SPACE, _QUOTE, _COMMA = b'\t\n\r ",'
_WIDE_BLANKS = ("\u00a0".encode(), "\u3000".encode())
_EDGES = np.zeros(256, dtype=bool)
_EDGES[[_LF, _CR, _COMMA]] = True
_BESIDE = _EDGES.copy()
_BESIDE[_QUOTE] = True
_PIECE = 1 << 18
"""Bytes looked at in one go, so that what is worked out of them stays in the processor's cache."""


@dataclass(frozen=True, slots=True)
class Records:
    """The records of a CSV text, blank lines included; one entry a record.

    Attributes:
        start: offset of the first byte.
        end: offset after the last byte, line feed excluded.
        cells: number of cells.
        line: number of the line it begins on, counted from 1.
        loose: whether blanks stand around the quotes of a cell, which not every reader allows.
        outer_blanks: whether any cell of the file may begin or end with a blank.
    """

    start: Ints
    end: Ints
    cells: Ints
    line: Ints
    loose: Mask
    outer_blanks: bool


def records_of(data: bytes, file: str) -> Records:
    """The records of a text.

    Raises:
        ProfileFormatError: quotes do not pair up, or stand inside an unquoted cell.
    """
    text = np.frombuffer(data, dtype=np.uint8)
    breaks = _line_breaks(text, data)
    ends, commas, spaced = breaks, text == _COMMA, breaks[:0]
    if b'"' in data:
        quotes = np.flatnonzero(text == _QUOTE)
        spaced = _spaced_quotes(text, data, quotes, file)
        outside = _outside(text)
        ends = breaks[outside[breaks]]
        commas &= outside
    start = np.concatenate(([0], ends + 1))
    end = np.concatenate((ends, [len(data)]))
    if start[-1] == len(data):
        start, end = start[:-1], end[:-1]
    loose = np.zeros(len(start), dtype=bool)
    loose[np.searchsorted(start, spaced, side="right") - 1] = True
    line = 1 + np.searchsorted(breaks, start)
    return Records(start, end, _cells(commas, start), line, loose, _has_outer_blanks(text, data))


def _cells(commas: Mask, start: Ints) -> Ints:
    """How many cells each record has: one more than commas outside quotes."""
    if not len(start):
        return start
    # Summed as single bytes, which copies nothing, unless a record has so many commas that they wrap round.
    number = np.add.reduceat(commas.view(np.uint8), start, dtype=np.uint8)
    if int(number.sum()) < np.count_nonzero(commas):
        number = np.add.reduceat(commas, start, dtype=np.int64)
    return 1 + number.astype(np.int64)


def _line_breaks(text: Array, data: bytes) -> Ints:
    """The last byte of each line break: LF, CR LF or a CR of its own."""
    feeds = np.flatnonzero(text == _LF)
    if b"\r" not in data:
        return feeds
    returns = np.flatnonzero(text == _CR)
    alone = returns[_after(text, returns, _SPACE) != _LF]
    return np.sort(np.concatenate((feeds, alone)))


def _outside(text: Array) -> Mask:
    """Which bytes stand outside quotes: an even number of quotes precedes them."""
    # The number wraps round at 256, which leaves even even.
    outside: Mask = np.cumsum(text == _QUOTE, dtype=np.uint8) % 2 == 0
    return outside


def _before(text: Array, at: Ints, edge: int) -> Array:
    """The byte before each offset; `edge` at the beginning of the text."""
    return np.where(at > 0, text[np.maximum(at - 1, 0)], edge)


def _after(text: Array, at: Ints, edge: int) -> Array:
    """The byte after each offset; `edge` at the end of the text."""
    return np.where(at + 1 < len(text), text[np.minimum(at + 1, len(text) - 1)], edge)


def _spaced_quotes(text: Array, data: bytes, quotes: Ints, file: str) -> Ints:
    """The quotes with a blank between them and the edge of their cell.

    Quotes that do not begin and end a cell are refused: commas and lines could be misread.
    """
    opening, closing = quotes[0::2], quotes[1::2]
    before, after = _before(text, opening, _LF), _after(text, closing, _LF)
    odd_open = opening[~(_EDGES[before] | (before == _QUOTE))]
    odd_close = np.flatnonzero(~(_EDGES[after] | (after == _QUOTE)))
    bad = [int(at) for at in odd_open if not _edge_before(data, int(at))][:1]
    bad += [int(opening[n]) for n in odd_close if not _edge_after(data, int(closing[n]))][:1]
    if not bad and len(opening) > len(closing):
        bad.append(int(opening[-1]))
    if bad:
        at = min(bad)
        message = "a double quote stands inside a cell, or the cell it begins does not end with one"
        hint = 'a cell with a quote in it is written "like ""this"""'
        found = data[at : at + 60].splitlines()[0].decode("utf-8", "ignore")
        raise refused(f"{file}:{line_at(data, at)}", message, hint, found)
    return np.concatenate((odd_open, closing[odd_close]))


def _edge_before(data: bytes, at: int) -> bool:
    """Whether only spaces stand between a quote and the beginning of its cell."""
    at -= 1
    while at >= 0 and data[at] == _SPACE:
        at -= 1
    return at < 0 or bool(_EDGES[data[at]])


def _edge_after(data: bytes, at: int) -> bool:
    """Whether only blanks stand between a quote and the end of its cell."""
    at += 1
    while at < len(data) and data[at] in (_SPACE, _TAB):
        at += 1
    return at == len(data) or bool(_EDGES[data[at]])


def _has_outer_blanks(text: Array, data: bytes) -> bool:
    """Whether a blank stands beside a comma, quote or line break; wide blanks count wherever they stand."""
    if any(blank in data for blank in _WIDE_BLANKS):
        return True
    if data[:1] in (b" ", b"\t") or data[-1:] in (b" ", b"\t"):
        return True
    for begin in range(0, len(text), _PIECE):
        part = text[begin : begin + _PIECE + 1]  # with the first byte of the next piece
        blank, edge = (part == _SPACE) | (part == _TAB), _BESIDE[part]
        if (blank[1:] & edge[:-1]).any() or (blank[:-1] & edge[1:]).any():
            return True
    return False
