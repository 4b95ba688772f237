"""Resellers without a stated origin, and suppliers behind which one maker stands."""

from tests.models.factory import case, quote

TWO = [{"id": "V1", "country": "VN"}, {"id": "V2", "country": "TH"}]


def warned(code: str, **tables: object) -> list[str]:
    return [issue.place for issue in case(**tables).warnings if issue.code == code]


def test_a_reseller_whose_goods_have_no_origin_is_warned_of():
    seller = [{"id": "V1", "country": "VN", "kind": "trader"}]
    assert warned("origin_of_reseller", suppliers=seller, quotes=[quote(origin=None)]) == ["/quotes/0/origin"]
    assert warned("origin_of_reseller", suppliers=seller, quotes=[quote()]) == []


def test_a_maker_may_leave_the_origin_out():
    seller = [{"id": "V1", "country": "VN", "kind": "maker"}]
    assert warned("origin_of_reseller", suppliers=seller, quotes=[quote(origin=None)]) == []


def test_two_suppliers_of_one_maker_are_one_source():
    quotes = [quote(manufacturer="acme"), quote("V2", manufacturer="acme")]
    assert warned("one_manufacturer", suppliers=TWO, quotes=quotes) == ["/quotes/0/manufacturer"]


def test_a_distributor_of_the_other_supplier_is_no_second_source():
    quotes = [quote(), quote("V2", manufacturer="V1")]
    assert warned("one_manufacturer", suppliers=TWO, quotes=quotes) == ["/quotes/0/manufacturer"]


def test_two_makers_are_two_sources():
    quotes = [quote(manufacturer="acme"), quote("V2", manufacturer="zeta")]
    assert warned("one_manufacturer", suppliers=TWO, quotes=quotes) == []
    assert warned("one_manufacturer", suppliers=TWO[:1], quotes=[quote(manufacturer="acme")]) == []


def test_every_such_item_is_named_at_its_own_first_quote():
    """Of three items the first and the last have one maker; the quotes stand mixed."""
    items = [{"id": name} for name in ("hub", "rim", "nut")]
    rows = [("nut", "V1", "zeta"), ("rim", "V1", "zeta"), ("hub", "V2", "acme")]
    rows += [("rim", "V2", "acme"), ("hub", "V1", "acme"), ("nut", "V2", "zeta")]
    quotes = [quote(supplier, item=item, manufacturer=maker) for item, supplier, maker in rows]
    places = warned("one_manufacturer", items=items, suppliers=TWO, quotes=quotes)
    assert places == ["/quotes/2/manufacturer", "/quotes/0/manufacturer"]
