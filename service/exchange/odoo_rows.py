"""Rows of an Odoo vendor price list (`product.supplierinfo`), typed; those that cannot be used with reasons.

The header may be that of an import (`partner_id/id`), of a database export (`partner_id/.id`), of field
names, or of the labels an export shows. Names of fields by version: the vendor is `name` up to Odoo 15 and
`partner_id` from 16, the unit `product_uom` or `product_uom_id` and later `uom_id`.
Source: odoo/odoo, addons/product/models/product_supplierinfo.py.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from models.errors import ProfileFormatError
from models.issues import Issue
from models.units import CURRENCIES
from service.exchange.erp_table import ErpTable, Reject, read_table
from service.exchange.erp_values import DayOrder, date_of, number_of

FIELDS: Mapping[str, tuple[str, ...]] = {
    "vendor": ("partner_id", "name", "Vendor"),
    "template": ("product_tmpl_id", "Product Template"),
    "variant": ("product_id", "Product Variant"),
    "quantity": ("min_qty", "Quantity", "Minimal Quantity"),
    "price": ("price", "Price", "Unit Price"),
    "discount": ("discount", "Discount (%)"),
    "currency": ("currency_id", "Currency"),
    "unit": ("uom_id", "product_uom_id", "product_uom", "Unit of Measure", "Unit"),
    "delay": ("delay", "Delivery Lead Time", "Lead Time"),
    "begin": ("date_start", "Start Date"),
    "end": ("date_end", "End Date"),
    "company": ("company_id", "Company"),
    "sequence": ("sequence", "Sequence"),
}
SUFFIXES = ("/id", "/External ID", "/.id", "")
"""External id, the same in an export with labels, database id, name: the first that is there is read."""
KEYS = ("id", "External ID", ".id", "ID")
NUMBERS = {"price": "0", "discount": "0", "delay": "0", "sequence": "0", "quantity": "1"}
"""Fields that are numbers, and what an empty cell of theirs means."""


@dataclass(frozen=True, slots=True)
class PriceRow:
    """A row of a price list: from `quantity` on, one unit costs `price`.

    Attributes:
        line: of the file.
        key: the row's own id; may be empty.
        item: variant, else template.
        vendor: who sells.
        quantity: from so many a purchase order on, in `unit`.
        price: of one unit, the discount taken off.
        currency: ISO code.
        unit: as Odoo names it; empty where the file does not say.
        delay: days from order to receipt.
        begin: first day; None = always.
        end: last day; None = for ever.
        sequence: Odoo's order of choice.
    """

    line: int
    key: str
    item: str
    vendor: str
    quantity: float
    price: float
    currency: str
    unit: str
    delay: float
    begin: date | None
    end: date | None
    sequence: float


@dataclass(frozen=True, slots=True)
class PriceList:
    """The rows of a file that can be used, in its order.

    Attributes:
        file: its name.
        rows: the rows; a template's row stands once for each of its variants that the file names.
        names: what vendors and items are called, where the file has names beside ids.
        count: rows of the file.
        rejects: the rows left out.
    """

    file: str
    rows: tuple[PriceRow, ...]
    names: Mapping[str, str]
    count: int
    rejects: tuple[Reject, ...]


def read_price_list(path: Path, company: str = "", currency: str = "") -> PriceList:
    """Read a price list.

    Args:
        path: a CSV file.
        company: the company whose rows are read, besides those of none.
        currency: of rows that name none.

    Raises:
        ProfileFormatError: it cannot be read, lacks vendor, product or price, or has rows of several
            companies and none is asked for.
    """
    wanted = [stem + suffix for stems in FIELDS.values() for stem in stems for suffix in SUFFIXES]
    table = read_table(path, (*dict.fromkeys((*wanted, *KEYS)),))
    at = {name: _header(table, stems) for name, stems in FIELDS.items()}
    _check_header(table, at)
    texts = {
        name: table.rows[column].tolist() if column else [""] * len(table.rows) for name, column in at.items()
    }
    key = next((name for name in KEYS if name in table.has), "")
    texts["key"] = table.rows[key].tolist() if key else [""] * len(table.rows)
    cells = [dict(zip(texts, row, strict=True)) for row in zip(*texts.values(), strict=True)]
    _check_companies(table.file, cells, company)
    rows: list[PriceRow] = []
    rejects = [*table.rejects]
    variants = _variants(cells)
    for line, cell in zip(table.rows["line"].tolist(), cells, strict=True):
        made = _row(int(line), cell, company, currency)
        if isinstance(made, str):
            rejects.append(Reject(table.file, int(line), cell["key"], made))
        else:
            rows.extend(_by_variant(made, cell, variants))
    return PriceList(table.file, tuple(rows), _names(table, at), table.count, tuple(rejects))


def _header(table: ErpTable, stems: tuple[str, ...]) -> str:
    """The header of a field in the file; empty where it has none."""
    for suffix in SUFFIXES:
        for stem in stems:
            if stem + suffix in table.has:
                return stem + suffix
    return ""


def _check_header(table: ErpTable, at: Mapping[str, str]) -> None:
    needed = {"vendor": "partner_id/id", "price": "price"}
    missing = [column for name, column in needed.items() if not at[name]]
    if not at["template"] and not at["variant"]:
        missing.append("product_tmpl_id/id")
    if missing:
        hint = "export Vendor Pricelists with vendor, product, quantity, price, currency and lead time"
        raise ProfileFormatError(
            [
                Issue("unknown_column", "fault", table.file, "", f"there is no column {name}", hint)
                for name in missing
            ]
        )


def _check_companies(file: str, cells: list[dict[str, str]], company: str) -> None:
    several = sorted({cell["company"] for cell in cells} - {""})
    if len(several) > 1 and not company:
        message = f"the rows are of several companies: {', '.join(several)}"
        raise ProfileFormatError(
            [Issue("exactly_one_of", "fault", f"{file} company", "", message, "name one with --company")]
        )


def _row(line: int, cell: Mapping[str, str], company: str, currency: str) -> PriceRow | str:
    """The row, or why it is left out."""
    number = {name: number_of(cell[name] or default) for name, default in NUMBERS.items()}
    days = {name: date_of(cell[name], DayOrder()) for name in ("begin", "end")}
    money = currency_of(cell["currency"]) or ("" if cell["currency"] else currency)
    wrong = [name for name, value in number.items() if value is None or value < 0]
    wrong += [name for name, day in days.items() if cell[name] and day is None]
    reason = _reason(cell, wrong, company, money)
    if reason:
        return reason
    known = {name: value for name, value in number.items() if value is not None}
    price = known["price"] * (100 - known["discount"]) / 100
    if price <= 0:
        return "no price: 0 is what Odoo writes where none was entered"
    begin, end = days["begin"], days["end"]
    if begin and end and end < begin:
        return "it ends before it begins"
    return PriceRow(
        line=line,
        key=cell["key"],
        item=cell["variant"] or cell["template"],
        vendor=cell["vendor"],
        quantity=known["quantity"],
        price=price,
        currency=money,
        unit=cell["unit"],
        delay=known["delay"],
        begin=begin,
        end=end,
        sequence=known["sequence"],
    )


def _reason(cell: Mapping[str, str], wrong: list[str], company: str, money: str) -> str:
    """Why a row cannot be read; empty where it can."""
    if not cell["vendor"]:
        return "no vendor"
    if not cell["variant"] and not cell["template"]:
        return "no product"
    if company and cell["company"] not in ("", company):
        return f"of another company: {cell['company']}"
    if wrong:
        return f"not to be read: {', '.join(f'{name} {cell[name]!r}' for name in wrong)}"
    if not money:
        return f"currency is not known: {cell['currency']!r}" if cell["currency"] else "no currency"
    return ""


def currency_of(text: str) -> str:
    """The ISO code in `USD` or `base.USD`; empty where there is none."""
    code = text.rsplit(".", 1)[-1].strip().upper()
    return code if code in CURRENCIES else ""


def _variants(cells: list[dict[str, str]]) -> dict[str, list[str]]:
    """The variants the file names of each template."""
    found: dict[str, dict[str, None]] = {}
    for cell in cells:
        if cell["template"] and cell["variant"]:
            found.setdefault(cell["template"], {})[cell["variant"]] = None
    return {template: list(names) for template, names in found.items()}


def _by_variant(row: PriceRow, cell: Mapping[str, str], variants: Mapping[str, list[str]]) -> list[PriceRow]:
    """A row of a template holds for each of its variants; of a variant, for it alone."""
    if cell["variant"] or cell["template"] not in variants:
        return [row]
    return [replace(row, item=variant, key="") for variant in variants[cell["template"]]]


def _names(table: ErpTable, at: Mapping[str, str]) -> dict[str, str]:
    """Names of vendors and products that stand beside their ids."""
    found: dict[str, str] = {}
    for field in ("vendor", "template", "variant"):
        plain = next((stem for stem in FIELDS[field] if stem in table.has and stem != at[field]), "")
        if plain and at[field]:
            pairs = zip(table.rows[at[field]], table.rows[plain], strict=True)
            found.update({str(one): str(name) for one, name in pairs if one and name})
    return found
