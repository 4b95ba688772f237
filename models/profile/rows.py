"""A table as columns: one array a column, one entry a row."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from models.profile.columns import Column, Table

Array = npt.NDArray[Any]
Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]

NOT_A_DAY = np.datetime64("NaT", "D")


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of one table; absent values are NaN, NaT or None by the column's kind.

    Attributes:
        columns: array by column name, all of one length.
        count: number of rows.
    """

    columns: Mapping[str, Array]
    count: int

    def __getitem__(self, name: str) -> Array:
        """The column of that name."""
        return self.columns[name]

    def __len__(self) -> int:
        """Number of rows."""
        return self.count

    def given(self, name: str) -> Mask:
        """Which rows give a value in that column."""
        return ~is_absent(self.columns[name])

    def filled(self, name: str, default: object) -> Array:
        """The column with absent values replaced; the column itself stays as it is."""
        column = self.columns[name]
        absent = is_absent(column)
        if not absent.any():
            return column
        out = column.copy()
        if isinstance(default, np.ndarray):
            out[absent] = default[absent]
        else:
            out[absent] = default
        return out

    def take(self, which: Array | Sequence[int]) -> "Rows":
        """The rows that a mask or row numbers name."""
        index = which if isinstance(which, np.ndarray) else np.array(which, dtype=np.int64)
        columns = {name: column[index] for name, column in self.columns.items()}
        count = int(index.sum()) if index.dtype == np.bool_ else len(index)
        return Rows(columns, count)

    def frame(self) -> pd.DataFrame:
        """The same rows as a data frame."""
        return pd.DataFrame(dict(self.columns))


def is_absent(column: Array) -> Mask:
    """Which entries of a column hold no value."""
    if column.dtype.kind == "f":
        return np.isnan(column)
    if column.dtype.kind == "M":
        return np.isnat(column)
    if column.dtype == object:
        nothing: Mask = column == None  # noqa: E711 - entry by entry
        return nothing
    return np.zeros(len(column), dtype=bool)


def absent_column(column: Column, count: int) -> Array:
    """A column of that kind in which no row has a value."""
    if column.kind in ("number", "bool"):
        return np.full(count, np.nan)
    if column.kind == "date":
        return np.full(count, NOT_A_DAY, dtype="datetime64[D]")
    return np.full(count, None, dtype=object)


def empty_rows(table: Table) -> Rows:
    """A table without rows."""
    return Rows({c.name: absent_column(c, 0) for c in table.columns}, 0)


def objects(values: Sequence[object]) -> Array:
    """An object array of one dimension, whatever the values are."""
    out = np.empty(len(values), dtype=object)
    out[:] = list(values)
    return out


def positions(values: Array, ids: Array) -> Ints:
    """Where each value stands among the ids; -1 where it is absent or unknown.

    Of ids that repeat the first counts; repetition is a fault reported elsewhere.
    """
    if not len(values):
        return np.zeros(0, dtype=np.int64)
    index = pd.Index(ids, dtype=object)
    if index.is_unique:
        return index.get_indexer(pd.Index(values, dtype=object)).astype(np.int64)
    once = np.flatnonzero(~index.duplicated())
    found = index[once].get_indexer(pd.Index(values, dtype=object))
    return np.where(found >= 0, once[found], -1).astype(np.int64)


@dataclass(frozen=True, slots=True)
class Lookup:
    """Where numbers stand in an array, found without scanning it each time.

    Attributes:
        order: positions in the array, by number and position.
        ordered: the numbers in that order.
    """

    order: Ints
    ordered: Ints

    def pairs(self, wanted: Ints) -> tuple[Ints, Ints]:
        """Every pair of equal numbers: positions among the wanted and in the array, in that order."""
        first = np.searchsorted(self.ordered, wanted)
        number = np.searchsorted(self.ordered, wanted, side="right") - first
        at = np.repeat(np.arange(len(wanted)), number)
        within = np.arange(len(at)) - np.repeat(np.cumsum(number) - number, number)
        return at, self.order[first[at] + within]

    def all_of(self, wanted: Ints) -> Ints:
        """The positions of all that are wanted."""
        return self.pairs(wanted)[1]


def lookup_of(keys: Ints) -> Lookup:
    """A lookup into an array of numbers."""
    order = np.argsort(keys, kind="stable")
    return Lookup(order, keys[order])


def pairs_of(wanted: Ints, keys: Ints) -> tuple[Ints, Ints]:
    """Every pair of equal numbers, as positions among the wanted and among the keys, in that order."""
    return lookup_of(keys).pairs(wanted)


def distinct(numbers: Ints) -> Ints:
    """The numbers in order, each once.

    `np.unique` without further answers hashes since numpy 2.3, which takes a hundred times as long where
    most numbers differ.
    """
    ordered = np.sort(numbers)
    once: Ints = ordered[np.concatenate([[True], ordered[1:] != ordered[:-1]])[: len(ordered)]]
    return once


def codes_of(*columns: Array) -> Ints:
    """One number for each distinct combination of the columns' values, absent ones alike."""
    total = np.zeros(len(columns[0]), dtype=np.int64)
    for column in columns:
        codes, uniques = pd.factorize(column, use_na_sentinel=False)
        total = total * max(len(uniques), 1) + codes
        total, _ = pd.factorize(total)
    return total.astype(np.int64)
