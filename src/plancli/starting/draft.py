"""A plan that is yet to be written: what is known of it, as plain values whose texts are NFC and safe to write."""

from collections.abc import Mapping
from typing import NamedTuple

from plancli.edit.step import Value


class BodyDraft(NamedTuple):
    """A body that leads or supports; its tasks are what stands under `tasks` in its file."""

    id: str
    name: str
    short: str | None = None
    tasks: tuple[Mapping[str, Value], ...] = ()


class DocumentDraft(NamedTuple):
    """A document that a task cites."""

    number: str
    date: str | None = None
    type: str | None = None


class Heading(NamedTuple):
    """A heading of the source that tasks stand below."""

    id: str
    words: str


class PlanDraft(NamedTuple):
    """All that is known of a plan; `headings` are shown as the beginning of an outline, and decide nothing."""

    title: str
    id: str | None = None
    number: str | None = None
    date: str | None = None
    issuer: str | None = None
    language: str | None = None
    timezone: str | None = None
    bodies: tuple[BodyDraft, ...] = ()
    documents: tuple[DocumentDraft, ...] = ()
    headings: tuple[Heading, ...] = ()
