"""A plan's answer as the contract writes it: every key always there, absent values null."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import timedelta
from importlib import metadata
from typing import Any

from models.case.assumptions import request_assumptions
from models.case.case import Assumption, SourcingCase
from models.case.cost_kinds import CostKind
from models.case.digest import profile_digest
from models.plan.evaluate import stand
from models.plan.plan import Exposure, Plan, Standing
from models.plan.statement import Statement
from models.profile.rows import Array
from models.request import EachCountry, PlanRequest, ShareCap, ShareFloor
from service.reports.names import names_document
from solvers.sourcing.explain.explanation import Binding, Diagnosis, Explanation
from solvers.sourcing.outcome import Outcome

Document = dict[str, Any]


def answer_of(outcome: Outcome, plan_id: str | None = None) -> Document:
    """The answer to a plan request."""
    plan = outcome.plan
    standing = stand(outcome.case, outcome.request) if plan is None else plan.standing
    return {
        "id": plan_id,
        "outcome": outcome.kind,
        "proof": proof_document(outcome),
        "awards": [] if plan is None else awards_document(plan),
        "costs": costs_document(outcome.case, standing, plan),
        "exposure": {
            "before": exposure_document(standing.exposure),
            "after": None if plan is None else exposure_document(plan.exposure),
            "limits": limits_document(outcome.request),
        },
        "moves": [] if plan is None else [asdict(move) for move in plan.moves],
        "investments": [] if plan is None else [asdict(project) for project in plan.investments],
        "grants": [],
        "explanation": explanation_document(outcome.explanation, plan),
        "verification": verification_document(outcome),
        "provenance": {**origin_document(outcome.case, outcome.request), **work_document(outcome)},
        "assumptions": [a.as_dict() for a in assumptions_of(outcome.case, outcome.request)],
        "warnings": [issue.as_dict() for issue in outcome.case.warnings],
        "names": names_document(outcome.case),
    }


def assumptions_of(case: SourcingCase, request: PlanRequest) -> tuple[Assumption, ...]:
    """Every default that mattered, the profile's and the request's."""
    return (*case.assumptions, *request_assumptions(case, request))


def proof_document(outcome: Outcome) -> Document:
    """The certificate."""
    proof = outcome.proof
    return {
        "status": proof.status,
        "objective": proof.objective,
        "bound": proof.bound,
        "gap": proof.gap,
        "backend": proof.backend,
        "stop_reason": proof.stop_reason,
        "deterministic": proof.deterministic,
    }


def awards_document(plan: Plan) -> list[Document]:
    """One object an award."""
    names = tuple(plan.awards.__dataclass_fields__)
    columns = [absent_as_none(getattr(plan.awards, name)) for name in names]
    return [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]


def absent_as_none(column: Array) -> list[Any]:
    """A column's values, None where it holds no number."""
    values: list[Any] = column.astype(object).tolist()
    if column.dtype.kind == "f":
        return [None if value != value else value for value in values]
    return values


def statement_document(statement: Statement) -> Document:
    """A cost statement: kinds, total, present value, and the same by period."""
    periods = [
        {
            "period": number,
            **_kinds(statement.of_period(number)),
            "total": float(sum(statement.of_period(number).values())),
        }
        for number in range(1, len(statement.discount) + 1)
    ]
    return {
        **_kinds(statement.by_kind),
        "total": float(statement.total),
        "present_value": float(statement.present_value),
        "by_period": periods,
    }


def _kinds(amounts: Mapping[CostKind, Any]) -> Document:
    return {kind.value: float(amounts[kind]) for kind in CostKind}


def standing_costs_document(case: SourcingCase, standing: Standing) -> Document:
    """Today's cost as it is, and today's mix at the plan's demand."""
    return {
        "currency": case.currency,
        "before": {**statement_document(standing.before), "covers_demand": standing.covers_demand},
        "reference": None if standing.reference is None else statement_document(standing.reference),
    }


def costs_document(case: SourcingCase, standing: Standing, plan: Plan | None) -> Document:
    """Costs today, at the plan's demand, and of the plan; what needs a plan is null without one."""
    savings = None if plan is None else plan.savings
    return {
        **standing_costs_document(case, standing),
        "after": None if plan is None else statement_document(plan.after),
        "savings": None if savings is None else float(savings),
        "cash_one_off": None if plan is None else _cash_document(plan),
        "payback_years": None if plan is None else plan.payback_years,
    }


def _cash_document(plan: Plan) -> Document:
    cash = {kind.value: amount for kind, amount in plan.cash_one_off.items()}
    return {**cash, "total": sum(cash.values())}


def exposure_document(exposure: Exposure) -> Document:
    """Shares, concentration, items that hang on one country, and dependence that a cap does not see."""
    of_firm = [row for row in exposure.concentration if row.scope == "firm"]
    firm = of_firm[-1] if of_firm else None
    return {
        "rows": [asdict(row) for row in exposure.rows],
        "hhi": {
            "country": None if firm is None else firm.country,
            "supplier": None if firm is None else firm.supplier,
            "rows": [asdict(row) for row in exposure.concentration],
        },
        "single_country_items": list(exposure.single_country_items),
        "single_country": [asdict(row) for row in exposure.single_country],
        "hidden_dependence": {
            "awards": [asdict(row) for row in exposure.hidden.awards],
            "shares": [asdict(row) for row in exposure.hidden.shares],
        },
    }


def limits_document(request: PlanRequest) -> list[Document]:
    """The shares asked for; `scope` is that of the exposure rows they are held against."""
    found = [_limit("cap", cap, cap.max_share) for cap in request.caps]
    found += [_limit("floor", floor, floor.min_share) for floor in request.floors]
    each = request.each_country
    if each is not None:
        row = {"rule": "each_country", "id": "each_country", "scope": "each_country", "country": None}
        limit = {"limit": each.max_share, "from_period": 1, "elastic_price": None}
        found.append({**row, **_measured(each), **limit})
    return found


def _limit(rule: str, asked: ShareCap | ShareFloor, limit: float) -> Document:
    named = {
        "rule": rule,
        "id": asked.id,
        "scope": f"{rule}={asked.id}",
        "country": "+".join(asked.countries),
    }
    binds = {"limit": limit, "from_period": asked.from_period, "elastic_price": asked.elastic_price}
    return {**named, **_measured(asked), **binds}


def _measured(asked: ShareCap | ShareFloor | EachCountry) -> Document:
    return {"within": asked.scope.label() or None, "measure": asked.measure, "base": asked.base}


def explanation_document(explanation: Explanation, plan: Plan | None) -> Document:
    """Binding rules, reasons, preferences the plan rests on, and the diagnosis where there is one."""
    return {
        "binding": [binding_document(rule) for rule in explanation.binding],
        "items": [asdict(reason) for reason in explanation.items],
        "preferences": [] if plan is None else [asdict(one) for one in plan.preferences],
        "left_out": list(explanation.left_out),
        "rfq_list": [asdict(row) for row in explanation.rfq_list],
        "target_prices": [asdict(row) for row in explanation.target_prices],
        "infeasible": None if explanation.infeasible is None else diagnosis_document(explanation.infeasible),
    }


def binding_document(rule: Binding) -> Document:
    """A rule the plan reaches, with what it is worth."""
    return asdict(rule)


def diagnosis_document(found: Diagnosis) -> Document:
    """Lowest caps, clashes, relaxation."""
    return {
        "lowest_caps": [asdict(cap) for cap in found.lowest_caps],
        "clashes": [
            [
                {k: v for k, v in asdict(rule).items() if k not in ("worth", "excess", "cost")}
                for rule in clash
            ]
            for clash in found.clashes
        ],
        "relaxation": [asdict(step) for step in found.relaxation],
        "complete": found.complete,
    }


def verification_document(outcome: Outcome) -> Document | None:
    """The independent check."""
    check = outcome.verification
    if check is None:
        return None
    return {"passed": check.passed, "largest_deviation": check.largest_deviation, "rules": check.summary()}


def origin_document(case: SourcingCase, request: PlanRequest) -> Document:
    """What an answer speaks of: whose profile, which request, which days."""
    return {
        "firm": case.profile["firm"]["name"][0],
        "profile_digest": profile_digest(case.profile),
        "request_digest": request_digest(request),
        "version": metadata.version("tagenka"),
        "rules": None,
        "on": case.on.isoformat(),
        "periods": [
            {"period": p.number, "start": p.start.isoformat(), "end": (p.end - timedelta(days=1)).isoformat()}
            for p in case.periods
        ],
    }


def work_document(outcome: Outcome) -> Document:
    """What the answer was made with."""
    return {
        "backend": outcome.proof.backend,
        "solver": outcome.proof.version,
        "seed": outcome.request.effort.seed,
        "seconds": {name: round(value, 6) for name, value in outcome.seconds.items()},
    }


def request_digest(request: PlanRequest) -> str:
    """SHA-256 of the request's canonical JSON."""
    canonical = json.dumps(
        request.model_dump(mode="json", by_alias=True), sort_keys=True, separators=(",", ":")
    )
    return hashlib.sha256(canonical.encode()).hexdigest()
