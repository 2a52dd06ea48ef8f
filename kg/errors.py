"""The errors of this package. Each message says what was wrong, where, and what to do."""

from __future__ import annotations


class KgError(Exception):
    """Base of every error that a user can cause and mend."""


class InputError(KgError):
    """An input cannot be read: the file, where in it, and why."""


class PipelineError(KgError):
    """A language pipeline is missing or does not speak Universal Dependencies."""


class OntologyError(KgError):
    """A file of the ontology is missing or says something that cannot be."""


class StoreError(KgError):
    """A graph directory is missing, in use, or cannot be written."""


class QueryError(KgError):
    """A query is malformed, or a name in it is not known."""


class UnknownNameError(KgError):
    """No entity has the name given; the message lists the nearest ones."""
