"""Single-source capacitated facility location of Yang, Chu and Chen as sourcing profiles.

Source: Yang, Chu and Chen, EJOR 221 (2012) 521-532. Files and mapping are those of `holmberg`. The instances
are larger, 30 x 200 and 60 x 300, and most are not proven within minutes: what holds at any time limit is
that the bound is no larger than the published optimum, and the plan no cheaper.
"""

from tests.instances.data import published
from tests.instances.holmberg import REQUEST, profile_of
from tests.instances.holmberg import read_holmberg as read_yang

__all__ = ["FOLDER", "INSTANCES", "REQUEST", "optimum", "profile_of", "read_yang"]

FOLDER = "cflp_yang"
INSTANCES = ("p1", "p2", "p3", "p4", "p5", "p11", "p12", "p13", "p14", "p15")
"""The instances of the set: p1 to p5 are 30 x 200, p11 to p15 are 60 x 300."""


def optimum(name: str) -> float:
    """Return the published single-source optimum, such as 30181 for p1."""
    return published(f"{FOLDER}/optima.csv", name, "optimum_single_source")
