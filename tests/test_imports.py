"""No module needs another to be imported before it."""

from graphlib import TopologicalSorter

import grimp


def _ancestors(module: str) -> set[str]:
    parts = module.split(".")
    return {".".join(parts[:at]) for at in range(1, len(parts))}


def test_imports_go_round_in_no_circle():
    """A module imports what it names, and the packages that hold it, but for those it is in itself."""
    graph = grimp.build_graph(
        "models", "solvers", "service", "programmes", exclude_type_checking_imports=True
    )
    sorter: TopologicalSorter[str] = TopologicalSorter()
    for module in graph.modules:
        named = graph.find_modules_directly_imported_by(module)
        with_packages = named.union(*map(_ancestors, named)) - _ancestors(module) - {module}
        sorter.add(module, *with_packages)
    assert list(sorter.static_order())
