"""From a parsed JSON request to `PlanRequest`, with every fault at once."""

from collections.abc import Mapping, Sequence
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from models.errors import RequestError
from models.issues import Issue, did_you_mean, show
from models.json_text import all_repeated_keys
from models.places import escape
from models.regions import groups, is_known
from models.request.request import EachCountry, PlanRequest, ShareCap, ShareFloor
from models.units import COUNTRIES

_CODES = {
    "extra_forbidden": "unknown_column",
    "missing": "missing_value",
    "finite_number": "not_finite",
    "literal_error": "unknown_choice",
    "greater_than": "out_of_range",
    "greater_than_equal": "out_of_range",
    "less_than": "out_of_range",
    "less_than_equal": "out_of_range",
    "too_short": "missing_value",
}
_NOT_YET = ("subsidies",)


def read_request(document: object, prefix: str = "/request") -> PlanRequest:
    """Read a request from parsed JSON; None means an empty one.

    Args:
        document: the parsed request.
        prefix: JSON pointer of the request inside the document it came in.

    Raises:
        RequestError: with every fault that can be seen without a profile.
    """
    if document is None:
        return PlanRequest()
    if not isinstance(document, Mapping):
        raise RequestError(
            [Issue("wrong_type", "fault", prefix, show(document), "a request is a JSON object")]
        )
    issues = all_repeated_keys(document, prefix)
    try:
        request = PlanRequest.model_validate(dict(document))
    except ValidationError as error:
        issues.extend(_issue_of(dict(detail), prefix) for detail in error.errors())
        raise RequestError(issues) from None
    request = _with_ids(request)
    issues.extend(_unsupported(request, prefix))
    issues.extend(_rules(request, prefix))
    if issues:
        raise RequestError(issues)
    return request


def _issue_of(detail: Mapping[str, Any], prefix: str) -> Issue:
    location: Sequence[str | int] = detail["loc"]
    place = prefix + "".join("/" + escape(str(part)) for part in location)
    code = _CODES.get(detail["type"], "wrong_type")
    message = str(detail["msg"])[:1].lower() + str(detail["msg"])[1:]
    hint = ""
    if code == "unknown_column":
        message = f'a request has no field "{location[-1]}" here'
        known = _fields_at(location[:-1])
        hint = did_you_mean(str(location[-1]), known) or f"fields here: {', '.join(known)}"
    elif code == "out_of_range" and str(location[-1]).endswith("share"):
        hint = "shares are 0..1, not per cent"
    elif code == "missing_value":
        message = f"{location[-1]} is required here"
    found = "" if code == "missing_value" else show(detail.get("input"))
    return Issue(code, "fault", place, found, message, hint)


def _fields_at(location: Sequence[str | int]) -> dict[str, FieldInfo]:
    """The fields of the part of a request that lies at a location, by their wire names."""
    fields = _wire_fields(PlanRequest)
    for part in location:
        if isinstance(part, str):
            fields = _wire_fields(_part_in(fields[part].annotation))
    return fields


def _wire_fields(model: type[BaseModel] | None) -> dict[str, FieldInfo]:
    return {field.alias or name: field for name, field in model.model_fields.items()} if model else {}


def _part_in(annotation: object) -> type[BaseModel] | None:
    """The part of a request that a field holds: itself, a list of it, or it or nothing."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for one in get_args(annotation) if (found := _part_in(one))), None)


def _with_ids(request: PlanRequest) -> PlanRequest:
    """Name the caps and floors that have no id after their countries and scope."""

    def named[R: (ShareCap, ShareFloor)](rule: R) -> R:
        if rule.id:
            return rule
        label = "+".join(rule.countries) + (f" {rule.scope.label()}" if rule.scope.label() else "")
        return rule.model_copy(update={"id": label})

    return request.model_copy(
        update={"caps": [named(c) for c in request.caps], "floors": [named(f) for f in request.floors]}
    )


def _unsupported(request: PlanRequest, prefix: str) -> list[Issue]:
    """Fields this version does not honour yet."""
    values = {name: getattr(request, name) for name in _NOT_YET}
    return [_not_yet(f"{prefix}/{name}", name, value) for name, value in values.items() if value is not None]


def _not_yet(place: str, what: str, value: object) -> Issue:
    return Issue(
        "not_yet_supported", "fault", place, show(value), f"{what} is not honoured yet; leave it out"
    )


def share_rules(request: PlanRequest, prefix: str) -> list[tuple[str, ShareCap | ShareFloor | EachCountry]]:
    """Every rule on shares of countries, with its place."""
    found: list[tuple[str, ShareCap | ShareFloor | EachCountry]] = []
    found.extend((f"{prefix}/caps/{at}", cap) for at, cap in enumerate(request.caps))
    found.extend((f"{prefix}/floors/{at}", floor) for at, floor in enumerate(request.floors))
    if request.each_country is not None:
        found.append((f"{prefix}/each_country", request.each_country))
    return found


def _rules(request: PlanRequest, prefix: str) -> list[Issue]:
    """Faults inside the request: unknown countries, repeated ids, crossing limits, empty bars."""
    found: list[Issue] = []
    for place, rule in share_rules(request, prefix):
        found.extend(_unknown_countries(place, rule))
    if request.explore is not None:
        countries = request.explore.countries
        found.extend(_unknown_names(f"{prefix}/explore/countries", countries))
    found.extend(_repeated_ids(request, prefix))
    limits = request.suppliers_per_item
    if limits.min is not None and limits.max is not None and limits.min > limits.max:
        place = f"{prefix}/suppliers_per_item"
        found.append(Issue("min_above_max", "fault", place, str(limits.min), "min is above max"))
    for at, bar in enumerate(request.forbidden):
        if bar.supplier is None and bar.item is None and bar.quote is None:
            message = "a forbidden award names a supplier, an item or a quote"
            found.append(Issue("missing_value", "fault", f"{prefix}/forbidden/{at}", "", message))
    return found


def _unknown_countries(place: str, rule: ShareCap | ShareFloor | EachCountry) -> list[Issue]:
    if isinstance(rule, EachCountry):
        field, names = "except", rule.except_ or []
    else:
        field, names = "countries", rule.countries
    return _unknown_names(f"{place}/{field}", names)


def _unknown_names(place: str, names: Sequence[str]) -> list[Issue]:
    return [
        Issue(
            "unknown_country",
            "fault",
            f"{place}/{at}",
            name,
            f'"{name}" is neither a country code nor a known group',
            did_you_mean(name, [*groups(), *COUNTRIES]) or f"groups: {', '.join(groups())}",
        )
        for at, name in enumerate(names)
        if not is_known(name)
    ]


def _repeated_ids(request: PlanRequest, prefix: str) -> list[Issue]:
    found: list[Issue] = []
    seen: set[str] = set()
    for place, rule in share_rules(request, prefix):
        if isinstance(rule, EachCountry):
            continue
        if rule.id in seen:
            message = f'another cap or floor has the id "{rule.id}"'
            found.append(
                Issue("duplicate_row", "fault", f"{place}/id", rule.id, message, "give each its own")
            )
        seen.add(rule.id)
    return found
