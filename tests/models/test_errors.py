"""Errors raised on purpose."""

import pickle

import pytest

from models import errors
from models.errors import IssuesError, ProfileError, ProfileFormatError, RequestError, TagenkaError
from models.issues import Issue

FIRST = Issue("missing_value", "fault", "/currency", "", "currency is missing", "give it")
SECOND = Issue("unknown_table", "fault", "/qoutes", "qoutes", "there is no such table")


def classes():
    found = [c for c in vars(errors).values() if isinstance(c, type) and issubclass(c, TagenkaError)]
    return sorted(found, key=lambda c: c.__name__)


def test_an_error_names_the_first_issue_and_counts_the_others():
    assert str(ProfileError([FIRST])) == "/currency: currency is missing; give it"
    assert str(ProfileError([FIRST, SECOND, SECOND])).endswith("(and 2 more)")
    assert str(ProfileError([])) == "no detail"


@pytest.mark.parametrize("kind", [ProfileError, ProfileFormatError, RequestError])
def test_an_error_keeps_its_issues_across_processes(kind):
    copy = pickle.loads(pickle.dumps(kind([FIRST, SECOND])))
    assert type(copy) is kind
    assert copy.issues == (FIRST, SECOND)


def test_an_unreadable_profile_is_a_profile_error():
    assert issubclass(ProfileFormatError, ProfileError)
    assert issubclass(RequestError, IssuesError)
    assert not issubclass(RequestError, ProfileError)


def test_every_class_stands_in_the_tree_of_the_docstring():
    for kind in classes():
        if kind is not IssuesError:
            assert kind.__name__ in errors.__doc__, kind


def test_every_class_has_a_code_of_its_own():
    own = [kind.code for kind in classes() if "code" in vars(kind)]
    assert len(own) == len(set(own))
