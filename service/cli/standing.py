"""The command that checks."""

import sys
from pathlib import Path
from typing import Any

import orjson

from models.plan.decisions import todays
from models.plan.evaluate import awards_of, stand
from models.plan.plan import Standing
from models.plan.verify import RuleCheck, check_rules
from service.cli.out import Out, make_place, say_where, write_out
from service.cli.planning import console
from service.exchange.plan_tables import AnswerSource
from service.exchange.read_profile import read_profile
from service.plans import Job, prepare
from service.reports.answer import (
    assumptions_of,
    exposure_document,
    limits_document,
    origin_document,
    standing_costs_document,
)
from service.reports.answer_details import details_of
from service.reports.standing_text import print_standing


def run_check(profile: Path, request_document: dict[str, Any], out: Out | None, *, as_json: bool) -> int:
    """Check and show today's standing; returns the exit code."""
    if out is not None:
        make_place(out)
    job = prepare(read_profile(profile), request_document)
    standing = stand(job.case, job.request)
    broken = broken_today(job)
    document = standing_document(job, standing, broken)
    lost = None if out is None else write_out(check_source(job, standing, document), out)
    if as_json:
        sys.stdout.buffer.write(orjson.dumps(document, option=orjson.OPT_INDENT_2) + b"\n")
    else:
        print_standing(job.case, job.request, standing, broken, console())
    return say_where(out, lost, 0, as_json=as_json)


def broken_today(job: Job) -> tuple[RuleCheck, ...]:
    """The rules of profile and request that today's allocation breaks."""
    if not len(job.case.allocation.offer):
        return ()
    awards = awards_of(job.case, todays(job.case))
    return tuple(rule for rule in check_rules(job.case, job.request, awards) if not rule.kept)


def check_source(job: Job, standing: Standing, document: dict[str, Any]) -> AnswerSource:
    """Where the firm stands, in the shape of an answer, for the files that are written of it."""
    answer = {
        **document,
        "exposure": {"before": document["exposure"], "after": None, "limits": limits_document(job.request)},
        "warnings": document["faults"],
        "provenance": origin_document(job.case, job.request),
    }
    return AnswerSource(answer, "check", details_of(job.case, standing.exposure.ledger, None), document)


def standing_document(job: Job, standing: Standing, broken: tuple[RuleCheck, ...]) -> dict[str, Any]:
    """Where the firm stands, as JSON."""
    return {
        "faults": [issue.as_dict() for issue in job.case.warnings],
        "costs": standing_costs_document(job.case, standing),
        "exposure": exposure_document(standing.exposure),
        "broken_rules": [
            {
                "rule": rule.rule,
                "place": rule.place,
                "text": rule.text,
                "limit": rule.limit,
                "found": rule.found,
            }
            for rule in broken
        ],
        "assumptions": [a.as_dict() for a in assumptions_of(job.case, job.request)],
    }
