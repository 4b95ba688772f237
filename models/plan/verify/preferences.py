"""The agreements that awards rest on, and what losing them would cost, counted again."""

import math
from collections.abc import Iterator

from models.plan.plan import Awards, Plan
from models.plan.verify.book import Book
from models.plan.verify.claims import a_trifle, close_to, within
from models.plan.verify.judge import Rule, broken, kept, total
from models.plan.verify.lines import Line, grouped
from models.plan.verify.result import MoneyCheck, RuleCheck
from models.units import minor_unit


def check_agreements(book: Book, awards: Awards, lines: list[Line]) -> Iterator[RuleCheck]:
    """An award rests on the agreement of least duty that its quote claims, and on that row's rate."""
    for line in lines:
        named = awards.agreement[line.at]
        if named is not None or line.quote["agreement"]:
            place = book.place("quotes", line.quote["row"], "agreement")
            right = line.cost.agreement
            text = f"the duty of quote {line.quote['id']} rests on {right or 'no agreement'}, not {named}"
            rule = Rule("agreement", place, text if named != right else text.partition(",")[0])
            yield kept(rule) if named == right else broken(rule)
        printed, told = line.cost.duty_text, awards.duty_text[line.at]
        if printed is not None or told is not None:
            words = f"the duty of quote {line.quote['id']} is printed as {printed or 'nothing'}"
            rule = Rule("duty_text", book.place("tariffs"), words)
            yield kept(rule) if told == printed else broken(rule)


def check_preferences(book: Book, plan: Plan, lines: list[Line]) -> Iterator[MoneyCheck]:
    """What awards would pay without their agreement, and the sums by agreement."""
    smallest = 10.0 ** -minor_unit(book.currency)
    claimed = plan.awards.duty_without_agreement.tolist()
    for line in lines:
        pair = (claimed[line.at], line.cost.duty_without)
        if not all(map(math.isnan, pair)):
            what = f"duty without agreement of award {line.at} ({line.quote['id']})"
            yield close_to(what, *pair, a_trifle(line, smallest))
    named = {one.agreement: one for one in plan.preferences}
    found = grouped((line for line in lines if line.bought > 0), lambda line: line.cost.agreement)
    for name in dict.fromkeys((*named, *(agreement for agreement in found if agreement is not None))):
        resting = found.get(name, [])
        known = [line for line in resting if not math.isnan(line.cost.duty_without)]
        counts = {"awards": len(resting), "unknown": len(resting) - len(known)}
        for what, count in counts.items():
            yield within(f"{what} of {name}", float(getattr(named.get(name), what, 0)), float(count), 0.0)
        sums = {
            "duty": total(line.cost.duty * line.bought for line in known),
            "duty_without": total(line.cost.duty_without * line.bought for line in known),
            "loss": total((line.cost.duty_without - line.cost.duty) * line.bought for line in known),
        }
        for what, amount in sums.items():
            yield close_to(f"{what} of {name}", float(getattr(named.get(name), what, 0)), amount, smallest)
