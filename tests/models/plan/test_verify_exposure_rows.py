"""The checker on rows of a rule's scope: the rule's own, and China by every measure and base."""

from dataclasses import replace

import pytest

from tests.models.plan.factory import document, make, suppliers

CAP = {"id": "x", "countries": ["ASEAN"], "max_share": 1, "scope": {"item": "hub"}}


def made():
    """600 from V1, owned from China, 400 from C1, and content of V1 from China."""
    profile = document(
        suppliers=suppliers(V1={"owner_country": "CN"}),
        content=[{"supplier": "V1", "country": "CN", "share": 0.25}],
    )
    return make(profile, {"hub@V1": 600.0, "hub@C1": 400.0}, {"caps": [CAP]})


def changed(rows):
    found = made()
    exposure = replace(found.plan.exposure, rows=tuple(rows(found.plan.exposure.rows)))
    return replace(found, plan=replace(found.plan, exposure=exposure)).check()


def broken(check):
    return [money.what for money in check.money if not money.kept]


def test_every_row_of_a_rule_s_scope_is_counted_again():
    assert broken(changed(lambda rows: rows)) == []
    assert {r.measure for r in made().plan.exposure.rows if r.scope == "cap=x"} == {
        "origin",
        "ownership",
        "look_through",
        "any",
    }


@pytest.mark.parametrize("measure", ["origin", "ownership", "look_through", "any"])
@pytest.mark.parametrize("base", ["spend", "landed", "quantity", "reference"])
def test_a_share_of_china_that_is_not_so_is_noticed(measure, base):
    def wrong(rows):
        for row in rows:
            mine = (row.scope, row.country, row.measure, row.base) == ("cap=x", "CN", measure, base)
            yield replace(row, share=row.share - 0.01) if mine else row

    assert broken(changed(wrong)) == [f"share of CN in cap=x, {base} by {measure}"]


def test_the_row_of_the_rule_itself_may_not_be_missing():
    """Rows of China in its scope do not stand for it."""
    check = changed(lambda rows: [r for r in rows if (r.scope, r.country) != ("cap=x", "ASEAN")])
    assert broken(check) == ["share of cap=x"]
