"""From the columns of a Parquet file to cells: whole columns at a time, and nothing is rounded."""

import numpy as np
import pyarrow as pa

from models.profile.rows import Array, Ints, objects
from service.exchange.csv_bytes import BLANKS
from service.exchange.parquet_file import is_text
from service.exchange.typed_cells import Cells, Group, joined

_NO_DAY = "the value has a time of day: write the day alone"


def unreadable_type(kind: pa.DataType) -> str:
    """Why a column of that type cannot be read, and the way out; empty where it can be."""
    if pa.types.is_dictionary(kind):
        return unreadable_type(kind.value_type)
    if pa.types.is_nested(kind):
        return "write one plain value a row; the parts of a list are one text, with ; between them"
    if pa.types.is_timestamp(kind) and kind.tz is not None:
        return "a moment of a time zone is another day elsewhere: write dates without time and zone"
    if is_text(kind) or pa.types.is_null(kind) or pa.types.is_boolean(kind) or _is_number(kind):
        return ""
    if pa.types.is_date(kind) or pa.types.is_timestamp(kind):
        return ""
    return "write texts, numbers, true and false, or dates"


def cells_of(values: pa.ChunkedArray) -> Cells:
    """The cells of a column whose type can be read."""
    count, kind = len(values), values.type
    if pa.types.is_null(kind):
        return Cells(count, ())
    if is_text(kind):
        return joined([_texts(values)], count)
    plain = pa.concat_arrays(values.chunks) if values.num_chunks else pa.array([], kind)
    if pa.types.is_dictionary(kind):
        plain = plain.dictionary_decode()
    rows = np.flatnonzero(plain.is_valid().to_numpy(zero_copy_only=False)).astype(np.int64)
    return joined(_typed(plain.drop_null(), rows), count)


def _is_number(kind: pa.DataType) -> bool:
    return any(test(kind) for test in (pa.types.is_integer, pa.types.is_floating, pa.types.is_decimal))


def _typed(plain: pa.Array, rows: Ints) -> list[Group]:
    """Cells of one type that are all there."""
    kind = plain.type
    if pa.types.is_boolean(kind):
        return [Group("bool", rows, plain.to_numpy(zero_copy_only=False))]
    if pa.types.is_decimal(kind):
        # Arrow's own cast from decimal to double is off by a last digit now and then; by text it is not.
        return [Group("number", rows, _of_decimals(plain))]
    if _is_number(kind):
        return [Group("number", rows, plain.to_numpy(zero_copy_only=False))]
    return _days(plain, rows)


def _of_decimals(plain: pa.Array) -> Array:
    """Decimals as whole numbers where all are and fit, else as floats, each the nearest there is."""
    if plain.type.scale == 0 and plain.type.precision <= 18:
        whole: Array = plain.cast(pa.int64()).to_numpy()
        return whole
    numbers: Array = plain.cast(pa.string()).cast(pa.float64()).to_numpy()
    return numbers


def _days(plain: pa.Array, rows: Ints) -> list[Group]:
    if pa.types.is_date32(plain.type):
        return [Group("day", rows, plain.cast(pa.int32()).to_numpy().astype("datetime64[D]"))]
    moments: Array = plain.to_numpy(zero_copy_only=False)
    days = moments.astype("datetime64[D]")
    whole = days.astype(moments.dtype) == moments
    odd = Group("other", rows[~whole], moments[~whole], _NO_DAY)
    return [Group("day", rows[whole], days[whole]), odd]


def _texts(values: pa.ChunkedArray) -> Group:
    """The texts of a column, each distinct one made once; empty ones and blanks are no cells."""
    parts = [_chunk_texts(chunk) for chunk in values.chunks]
    texts = np.concatenate(parts) if parts else objects([])
    rows = np.flatnonzero(texts != "").astype(np.int64)
    return Group("text", rows, texts[rows])


def _chunk_texts(chunk: pa.Array) -> Array:
    if not pa.types.is_dictionary(chunk.type):
        chunk = chunk.dictionary_encode()
    words = objects(
        [("" if word is None else word.strip(BLANKS)) for word in chunk.dictionary.to_pylist()] + [""]
    )
    at = chunk.indices.fill_null(len(words) - 1).to_numpy()
    texts: Array = words[at]
    return texts
