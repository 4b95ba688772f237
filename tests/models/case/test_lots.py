"""Whole lots: up and down, noise aside."""

import numpy as np
import pytest

from models.case.lots import in_lots


@pytest.mark.parametrize(
    ("quantity", "lot", "up", "down"),
    [
        (95, 10, 100, 90),
        (100, 10, 100, 100),
        (100 + 1e-7, 10, 100, 100),
        (100 - 1e-7, 10, 100, 100),
        (100.01, 10, 110, 100),
        (99.99, 10, 100, 90),
        (99.999999, 33.333333, 99.999999, 99.999999),
        (3, 0.25, 3, 3),
        (7, 0, 7, 7),
        (0, 10, 0, 0),
    ],
)
def test_quantities_are_rounded_to_whole_lots(quantity, lot, up, down):
    sizes = np.array([float(lot)])
    assert in_lots(np.array([float(quantity)]), sizes, up=True) == pytest.approx([up])
    assert in_lots(np.array([float(quantity)]), sizes, up=False) == pytest.approx([down])


def test_without_end_stays_without_end():
    assert in_lots(np.array([np.inf]), np.array([10.0]), up=False).tolist() == [np.inf]
