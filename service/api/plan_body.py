"""From the body of `POST /v1/plans` to a checked job; every fault at once."""

from collections.abc import Mapping

from models.errors import IssuesError, JobNotFound, ProfileFormatError, RequestError
from models.issues import Issue, did_you_mean, show
from models.json_text import json_kind, repeated_keys
from models.places import escape
from models.profile.document import profile_from_document
from models.profile.read import SourcingProfile
from models.request import read_request
from service.jobs.profile_store import ProfileStore
from service.plans import Job, prepare
from solvers.backends.registry import find

KEYS = ("profile", "profile_id", "request")


def open_plan(document: object, profiles: ProfileStore) -> Job:
    """Check what is to be planned.

    Raises:
        ProfileError: the profile has faults.
        RequestError: the request has faults, or the body does not say what to plan.
        BackendUnavailable: the backend asked for is not installed here.
    """
    if not isinstance(document, Mapping):
        message = f"the body is a JSON object with profile or profile_id, this is {json_kind(document)}"
        raise RequestError([Issue("wrong_type", "fault", "/", show(document), message)])
    job = _checked(document, profiles, _key_issues(document))
    find(job.request.effort.backend)
    return job


def _checked(document: Mapping[str, object], profiles: ProfileStore, found: list[Issue]) -> Job:
    """The job, unless anything is at fault: then all of it is raised together."""
    asked = document.get("request")
    try:
        profile = _profile(document, profiles, found)
    except ProfileFormatError as error:
        raise ProfileFormatError((*error.issues, *found, *_request_issues(asked))) from None
    if profile is None:
        raise RequestError((*found, *_request_issues(asked)))
    try:
        job = prepare(profile, asked)
    except IssuesError as error:
        raise type(error)((*found, *error.issues)) from None
    if found:
        raise RequestError(found)
    return job


def _request_issues(asked: object) -> tuple[Issue, ...]:
    """What can be said of the request without a profile."""
    try:
        read_request(asked)
    except IssuesError as error:
        return error.issues
    return ()


def _key_issues(document: Mapping[str, object]) -> list[Issue]:
    found = [
        Issue(
            "unknown_column",
            "fault",
            f"/{escape(key)}",
            key,
            f'the body has no key "{key}"',
            did_you_mean(key, KEYS),
        )
        for key in document
        if key not in KEYS
    ]
    return [*found, *repeated_keys(document, "")]


def _profile(
    document: Mapping[str, object], profiles: ProfileStore, found: list[Issue]
) -> SourcingProfile | None:
    """The profile given or named; None where the body does not say, and then an issue says so."""
    given, named = document.get("profile"), document.get("profile_id")
    if (given is None) == (named is None):
        message = "give either the profile itself or the id of a stored one"
        place = "/profile" if given is None else "/profile_id"
        found.append(Issue("exactly_one_of", "fault", place, show(named), message))
        return None
    if given is not None:
        return profile_from_document(given, "/profile")
    if not isinstance(named, str):
        found.append(
            Issue("wrong_type", "fault", "/profile_id", show(named), "the id of a profile is a text")
        )
        return None
    try:
        return profiles.get(named).profile
    except JobNotFound as error:
        found.append(Issue("unknown_reference", "fault", "/profile_id", show(named), str(error)))
        return None
