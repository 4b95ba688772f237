"""A checked profile: references resolved, one currency, dated. Everything later trusts it."""
