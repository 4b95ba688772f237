"""The part of an answer that says how much hangs on which country, as JSON Schema."""

from models.case.bases import BASES
from models.case.content import MEASURES
from service.api.schema_parts import (
    Schema,
    choice,
    either_null,
    number,
    record,
    ref,
    rows,
    share,
    text,
    whole,
)

_MEASURE = choice(" ".join(MEASURES))


def exposure_schemas() -> dict[str, Schema]:
    """`Exposure` and its parts."""
    return {
        "Exposure": record(
            "Shares, concentration, and what hangs on one country.",
            rows=rows(ref("ExposureRow")),
            hhi=_hhi(),
            single_country_items=rows(text(), "Items that are made in one country only."),
            single_country=rows(_single_country(), "Items that one country is tied to all purchases of."),
            hidden_dependence=record(
                "What improves a capped share without lowering the dependence; empty for today's purchases.",
                awards=rows(ref("HiddenAward")),
                shares=rows(ref("HiddenShare")),
            ),
        ),
        "ExposureRow": _row(),
        "Limit": _limit(),
        "HiddenAward": _hidden_award(),
        "HiddenShare": _hidden_share(),
    }


def _row() -> Schema:
    return record(
        "The share of one country or group.",
        scope=text("firm, category=…, cap=…, floor=… or each_country."),
        period=whole("Counted from 1."),
        measure=_MEASURE,
        base=choice(" ".join(BASES)),
        country=text("Country code or group."),
        amount=number("In the base."),
        share=either_null(share("Null where nothing is bought.")),
        low=either_null(share("Were every assumed origin elsewhere.")),
        high=either_null(share("Were every assumed origin here.")),
    )


def _hhi() -> Schema:
    index = record(
        "Herfindahl-Hirschman index of spend, 0..1; null where nothing is bought.",
        scope=text(),
        period=whole(),
        country=either_null(number()),
        supplier=either_null(number()),
    )
    return record(
        "Concentration of the whole firm in the last period, and by scope and period.",
        country=either_null(number()),
        supplier=either_null(number()),
        rows=rows(index),
    )


def _single_country() -> Schema:
    return record(
        "An item all of whose purchases are tied to one country.",
        item=text(),
        country=text("ISO 3166 code."),
        measure=choice(" ".join(MEASURES), "The first by which they are."),
    )


def _hidden_award() -> Schema:
    return record(
        "A source that grows, and counts less for a capped group than another measure says.",
        item=text(),
        plant=either_null(text("Null where there is one unnamed plant.")),
        supplier=text(),
        quote=text(),
        rule=text("cap=… or each_country: the first that counts it so."),
        group=text("The capped countries."),
        measure=_MEASURE,
        part=share("How much of it counts by that measure."),
        other_measure=choice(" ".join(MEASURES), "The one by which it counts most."),
        other_part=share("How much of it counts by that one."),
        quantity=number("A period on average, in item units."),
        quantity_before=number("Today, a period."),
        text=text("One sentence."),
    )


def _hidden_share() -> Schema:
    return record(
        "A capped share of money that falls while the same share at reference prices does not.",
        rule=text("cap=… or each_country."),
        group=text("The capped countries."),
        period=whole("Counted from 1."),
        measure=_MEASURE,
        base=choice("spend landed"),
        before=share("Of the cap's base, today."),
        after=share("Of the cap's base, with the plan."),
        reference_before=share("At reference prices, today."),
        reference_after=share("At reference prices, with the plan."),
        text=text("One sentence."),
    )


def _limit() -> Schema:
    return record(
        "A share asked for.",
        rule=choice("cap floor each_country"),
        id=text(),
        scope=text("Of the exposure rows that are held against it."),
        country=either_null(text("Country or group, several joined by +; null for the each-country limit.")),
        within=either_null(text("The part of the firm it speaks of: category=…; null for all of it.")),
        measure=_MEASURE,
        base=choice(" ".join(BASES)),
        limit=share("At most for a cap, at least for a floor."),
        from_period=whole("The first period it binds."),
        elastic_price=either_null(number("Of one percentage point beyond it; null where it is hard.")),
    )
