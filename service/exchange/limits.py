"""How much is read at most: beyond it a file is refused before it can fill memory or take for ever.

A million quotes with every column filled stay well below each of these.
"""

MOST_BYTES = 1 << 30
"""Bytes of a file, or of all entries of a zip unpacked. A million quotes as CSV take about 150 MB."""

MOST_ENTRIES = 100
"""Entries of a zip of tables: the contract's 25 tables, a few texts, and a Mac's shadow of each."""

MOST_PARTS = 2000
"""Entries of a workbook: each sheet may bring comments, drawings and relations."""

MOST_RATIO = 250
"""How far an entry of more than `SMALL` bytes may shrink in a zip; tables of numbers shrink to a tenth."""
SMALL = 1 << 23

MOST_ROWS = 5_000_000
"""Rows of a table in a file."""

MOST_COLUMNS = 256
"""Columns of a table, or keys of a table of keys and values; the widest of the contract has 38."""

MOST_CELLS = 60_000_000
"""Cells of a CSV file, filled or not."""

MOST_SHEET_CELLS = 4_000_000
"""Cells of a workbook: a hundred thousand quotes with every column filled. Beyond, CSV and Parquet are
the better form: a workbook is read at about 150,000 cells a second."""

MOST_SHEET_TAGS = 32_000_000
"""Tags of all sheets of a workbook and their texts, opening and closing: a cell has four to eight."""

MOST_SHEET_BYTES = 1 << 29
"""Bytes of a workbook unpacked."""

MOST_TAGS = 200_000
"""Tags in a part of a workbook that is neither a sheet nor its texts."""

MOST_PAGES = 200_000
"""Pages of a Parquet file: pieces of a column, usually of a megabyte."""

MOST_ROW_GROUPS = 20_000
"""Row groups of a Parquet file, usually of a million rows."""
