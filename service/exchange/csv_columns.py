"""The columns of a CSV text whose records all have as many cells as its header.

pyarrow reads them as texts, a column at a time and without a Python object a cell. Columns asked for as
numbers become floats here where every filled cell is a plain number; where one is not, the column stays
as texts, and the conversion in `models.profile.convert` names what is wrong with which cell.
"""

from collections.abc import Collection
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute
import pyarrow.csv

from models.profile.rows import Array, Floats, objects
from service.exchange.csv_bytes import BLANKS

csv: Any = pyarrow.csv
pc: Any = pyarrow.compute
"""Names that pyarrow makes as it is loaded, so that no checker of types finds them."""

_BLOCK = 1 << 24
"""Bytes read at once."""
_SAMPLE = 10_000
"""Cells of a column that are looked at to see whether its texts repeat."""


def columns_of(
    data: bytes, width: int, longest: int, blanks: bool, numbers: Collection[int] = ()
) -> tuple[Array, ...]:
    """The cells of each column, as texts without surrounding blanks.

    Args:
        data: records of `width` cells each, quoted cells without blanks around their quotes.
        width: how many columns there are.
        longest: bytes of the longest record.
        blanks: whether any cell may begin or end with a blank.
        numbers: positions of the columns to give as floats if they can be (NaN where empty).
    """
    if not data:
        return tuple(objects([]) for _ in range(width))
    quoted = b'"' in data
    names = [str(n) for n in range(width)]
    table = csv.read_csv(
        pa.BufferReader(data),
        # One thread: a second one gains little, and this may run beside others in a service.
        csv.ReadOptions(use_threads=False, block_size=max(_BLOCK, 2 * longest), column_names=names),
        csv.ParseOptions(
            quote_char='"' if quoted else False, newlines_in_values=quoted, ignore_empty_lines=False
        ),
        csv.ConvertOptions(column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False),
    )
    found: list[Array] = []
    for at in range(width):
        cells = pc.utf8_trim(table[at], characters=BLANKS) if blanks else table[at]
        floats = _floats(cells) if at in numbers else None
        found.append(_texts(cells) if floats is None else floats)
    pa.default_memory_pool().release_unused()  # the texts were most of it
    return tuple(found)


def _floats(cells: pa.ChunkedArray) -> Floats | None:
    """The cells as floats; None where a filled one is no number, not finite, or a zero below zero."""
    try:
        numbers = pc.cast(pc.if_else(pc.equal(cells, ""), None, cells), pa.float64())
    except pa.ArrowInvalid:
        return None
    values: Floats = numbers.to_numpy()
    odd = ~np.isfinite(values) | (np.signbit(values) & (values == 0))
    return values if np.count_nonzero(odd) == numbers.null_count else None


def _texts(cells: pa.ChunkedArray) -> Array:
    """The cells as Python texts, equal ones as one object where there are many of them."""
    sample = cells.slice(0, _SAMPLE)
    if 2 * pc.count_distinct(sample).as_py() > len(sample):
        texts: Array = cells.to_numpy()
        return texts
    encoded = cells.dictionary_encode().combine_chunks()
    words: Array = encoded.dictionary.to_numpy(zero_copy_only=False)
    shared: Array = words[encoded.indices.to_numpy()]
    return shared
