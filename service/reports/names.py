"""What people call the things an answer speaks of by their ids."""

from typing import Any

import numpy as np

from models.case.case import SourcingCase
from models.profile.rows import Array, Mask

Document = dict[str, Any]


def names_document(case: SourcingCase) -> Document:
    """Names of the firm and of what it needs, buys and could build; only those that are given."""
    profile = case.profile
    needed = np.zeros(len(case.items.id), dtype=bool)
    needed[case.needs.item] = True
    offering = np.zeros(len(case.suppliers.id), dtype=bool)
    offering[case.quotes.supplier] = True
    head, firm = profile["profile"], profile["firm"]
    suppliers = profile["suppliers"]
    return {
        "profile": head["name"][0],
        "firm": firm["name"][0],
        "items": _given(case.items.id, profile["items"]["name"], needed),
        "plants": _given(profile["plants"]["id"], profile["plants"]["name"]),
        "suppliers": _given(case.suppliers.id, suppliers["name"], offering),
        "investments": _given(profile["investments"]["id"], profile["investments"]["name"]),
        "own_suppliers": case.suppliers.id[offering & (suppliers["own"] == 1.0)].tolist(),
    }


def _given(ids: Array, names: Array, which: Mask | None = None) -> dict[str, str]:
    pairs = zip(ids, names, strict=True) if which is None else zip(ids[which], names[which], strict=True)
    return {str(ident): str(name) for ident, name in pairs if name is not None}
