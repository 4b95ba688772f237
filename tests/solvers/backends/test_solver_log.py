"""Best and bound are read from the lines solvers really print."""

import pytest

from solvers.backends.solver_log import progress_of

HEADER = (
    "Src  Proc. InQueue |  Leaves   Expl. | BestBound       BestSol              Gap |   Cuts  "
    " InLp Confl. | LpIters     Time"
)
SCIP_HEADER = (
    " time | node  | left  |LP iter|LP it/n|mem/heur|mdpt |vars |cons |rows |cuts"
    " |sepa|confs|strbr|  dualbound   | primalbound  |  gap   | compl. "
)


@pytest.mark.parametrize(
    ("line", "found"),
    [
        (
            " J       0       0         0   0.00%   -inf            3056               Large        0 "
            "     0      0         0     0.0s",
            (3056.0, None),
        ),
        (
            " R       0       0         0   0.00%   0               57               100.00%        0 "
            "     0      0         8     0.0s",
            (57.0, 0.0),
        ),
        (
            "      2258       0         0   0.00%   0.5             5                 90.00%        8 "
            "     0      2     20099     1.5s",
            (5.0, 0.5),
        ),
        (
            "         0       0         0   0.00%   1234.567        inf                  inf        0 "
            "     0      0         3     0.0s",
            (None, 1234.567),
        ),
        (
            " T    5594     121       543   0.37%   -1.5e+06        -1.25e+06         20.00%      590 "
            "     4   2169     31483   131.8s",
            (-1.25e6, -1.5e6),
        ),
        (
            "         0       0         0   0.00%   -inf            inf                  inf        0 "
            "     0      0         0     0.0s",
            None,
        ),
        (HEADER, None),
        ("MIP has 4 rows; 38 cols; 128 nonzeros; 30 integer variables (30 binary)", None),
        ("4 rows, 38 cols, 128 nonzeros  0s", None),
        ("  Gap               100% (tolerance: 0.1%)", None),
        ("", None),
    ],
)
def test_lines_of_highs(line, found):
    assert progress_of("HIGHS", line) == found


@pytest.mark.parametrize(
    ("line", "found"),
    [
        (
            "t 0.0s|     1 |     0 |     0 |     - | trivial|   0 |  34 |   4 |   0 |   0 |  0 |   0 |"
            "   0 |-3.058000e+03 | 3.056000e+03 |    Inf | unknown",
            (3056.0, -3058.0),
        ),
        (
            "  0.6s|  2500 |  1675 |  7270 |   2.9 |  8890k |  26 |  34 | 181 |   9 | 249 |  1 | 119 |"
            " 146 | 1.200000e+01 | 1.500000e+01 |  25.00%|   6.21%",
            (15.0, 12.0),
        ),
        (
            "  0.0s|     1 |     0 |    10 |     - |  1070k |   0 |  34 |   4 |   4 |   0 |  0 |   0 |"
            "   0 | 1.000000e+00 |      --      |    Inf | unknown",
            (None, 1.0),
        ),
        (
            "  0.0s|     1 |     0 |    10 |     - |  1070k |   0 |  34 |   4 |   4 |   0 |  0 |   0 |"
            "   0 |      --      | 1.000000e+20 |    Inf | unknown",
            (1e20, None),
        ),
        (SCIP_HEADER, None),
        ("presolving (3 rounds: 3 fast, 1 medium, 1 exhaustive):", None),
        ("   (0.0s) probing cycle finished: starting next cycle", None),
        ("Presolving Time: 0.00", None),
        ("", None),
    ],
)
def test_lines_of_scip(line, found):
    assert progress_of("GSCIP", line) == found


def test_other_solvers_lines_are_not_read():
    line = (
        " R       0       0         0   0.00%   0               57               100.00%        0     "
        " 0      0         8     0.0s"
    )
    assert progress_of("CP_SAT", line) is None
