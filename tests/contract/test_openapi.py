import json

import pytest
from openapi_spec_validator import validate

from models import errors
from models.profile.schema import TABLES
from models.request import PlanRequest
from service.api.openapi import openapi_text
from service.api.problem_kinds import KINDS
from service.api.problems import KIND_OF, kind_of
from service.api.profile_schema import row_name
from tests.contract.document import FILE, OPENAPI, ROOT, complaints

OPERATIONS = [
    (method, path, operation) for path, item in OPENAPI["paths"].items() for method, operation in item.items()
]
CONTENTS = [
    pytest.param(content, id=f"{method} {path} {status}")
    for method, path, operation in OPERATIONS
    for status, part in [("body", operation.get("requestBody", {})), *operation["responses"].items()]
    for media_type, content in part.get("content", {}).items()
    if media_type.endswith("json")
]
FILES = [
    pytest.param(media_type, content, id=f"{path} {media_type}")
    for _, path, operation in OPERATIONS
    for part in [operation.get("requestBody", {}), *operation["responses"].values()]
    for media_type, content in part.get("content", {}).items()
    if not media_type.endswith("json")
]


def test_the_committed_document_is_current():
    assert FILE.read_text() == openapi_text(), "run make openapi"


def test_the_document_is_valid_openapi():
    assert OPENAPI["openapi"].startswith("3.1.")
    validate(OPENAPI)


@pytest.mark.parametrize("operation", [pytest.param(o, id=f"{m} {p}") for m, p, o in OPERATIONS])
def test_every_door_says_what_it_is_for(operation):
    assert operation["summary"]
    assert operation["description"].endswith(".")
    assert operation["operationId"]
    assert operation["tags"]
    assert all(reply["description"] for reply in operation["responses"].values())


def test_no_two_doors_have_one_name():
    names = [operation["operationId"] for _, _, operation in OPERATIONS]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("content", CONTENTS)
def test_every_body_has_examples_that_fit_its_schema(content):
    assert content["examples"]
    for example in content["examples"].values():
        name = example["$ref"].rpartition("/")[2]
        value = OPENAPI["components"]["examples"][name]["value"]
        assert complaints(value, content["schema"], strict=True) == []


@pytest.mark.parametrize(("media_type", "content"), FILES)
def test_a_body_of_bytes_says_what_it_is(media_type, content):
    assert content["schema"]["contentMediaType"] == media_type
    assert content["schema"]["description"].endswith(".")


def test_every_column_of_every_table_is_described():
    schemas = OPENAPI["components"]["schemas"]
    for table in TABLES.values():
        schema = schemas["Profile" if table.name == "profile" else row_name(table)]
        for column in table.columns:
            described = schema["properties"][column.name]
            assert column.doc[1:].rstrip(".") in described["description"]
            assert (column.name in schema["required"]) == column.required


def test_every_field_of_a_request_is_described():
    properties = OPENAPI["components"]["schemas"]["PlanRequest"]["properties"]
    assert set(properties) == set(PlanRequest.model_fields)


@pytest.mark.parametrize("name", ["minimal", "infeasible"])
def test_the_shipped_profiles_fit_the_schema(name):
    profile = json.loads((ROOT / "examples" / name / "profile.json").read_text())
    assert complaints(profile, "Profile") == []


@pytest.mark.parametrize(
    "change",
    [{"currency": "yen"}, {"quots": []}, {"items": []}, {"quotes": [{"item": "a", "supplier": "b"}]}],
)
def test_the_schema_refuses_what_the_check_refuses(change):
    profile = json.loads((ROOT / "examples" / "minimal" / "profile.json").read_text())
    assert complaints({**profile, **change}, "Profile")


def test_every_error_class_has_a_kind_of_problem():
    found = [value for value in vars(errors).values() if isinstance(value, type)]
    for error in found:
        if issubclass(error, errors.TagenkaError):
            assert kind_of(error.__new__(error)) in KINDS.values()
    assert {kind.slug for kind in KIND_OF.values()} <= set(KINDS)
