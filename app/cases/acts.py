"""One sub-resource for each act of the procedure, made from the rule book itself."""

from inspect import signature
from typing import Any
from uuid import UUID

from fastapi import Body as FromBody
from fastapi import Response

from app.cases.actions import Desk, Done, Overtaken, perform
from app.cases.doing import done_once
from app.cases.guards import DeskDep
from app.cases.receipts import CaseReceipt, receipt_again, receipt_of
from app.cases.schemas import Body, body_of, values_of
from app.procedure.acts import Act
from app.procedure.lifecycle import ACTS
from app.web.etag import IfMatch, IfMatchOptional, changed_meanwhile, etag
from app.web.idempotency import Earlier, OnceDep
from app.web.problems import problem_responses
from app.web.rooms import Room


def acts_router() -> Room:
    """`POST /cases/{id}/{act}` for everything a person can do to a case."""
    router = Room(tags=["acts"])
    for act in ACTS:
        if act.offered:
            _add(router, act)
    return router


def _add(router: Room, act: Act) -> None:
    statuses = (404, 409, 412, 422, 428) if act.edits else (404, 409, 412, 422)
    endpoint = _endpoint(act, body_of(act.action))
    router.add_api_route(
        f"/cases/{{case_id}}/{act.path}",
        endpoint,
        methods=["POST"],
        name=endpoint.__name__,
        summary=act.label.en,
        description=f"{act.label.zh}。{act.action.__doc__ or ''}",
        responses=problem_responses(*statuses),
    )


def _endpoint(act: Act, body_type: type[Body]) -> Any:
    bare = not any(member.is_required() for member in body_type.model_fields.values())

    async def perform_act(
        case_id: UUID, body: Any, desk: DeskDep, once: OnceDep, version: Any, response: Response
    ) -> CaseReceipt:
        action = act.action(**values_of(body, act.action))

        async def deed(desk: Desk) -> Done:
            return await perform(desk, case_id, action, expected=version)

        try:
            done = await done_once(desk, once, deed, status=200, resource_id=case_id)
        except Overtaken as overtaken:
            raise changed_meanwhile(overtaken.version) from None
        if isinstance(done, Earlier):
            return await receipt_again(desk.session, desk.actor, case_id)
        response.headers["ETag"] = etag(done.version)
        return receipt_of(done.facts, done.number, done.version, done.owed)

    perform_act.__name__ = act.path.replace("-", "_") + ("" if "_" in act.path.replace("-", "_") else "_case")
    perform_act.__annotations__["body"] = body_type
    perform_act.__annotations__["version"] = IfMatch if act.edits else IfMatchOptional
    if bare:
        _make_optional(perform_act, body_type)
    return perform_act


def _make_optional(endpoint: Any, body_type: type[Body]) -> None:
    """An act that asks for nothing may be sent without a body."""
    told = signature(endpoint)
    parameters = [
        each.replace(default=FromBody(default_factory=body_type), kind=each.KEYWORD_ONLY)
        if each.name == "body"
        else each.replace(kind=each.KEYWORD_ONLY)
        for each in told.parameters.values()
    ]
    endpoint.__signature__ = told.replace(parameters=parameters)
