"""A new database, made as the migrations leave it: one after the other they take a minute, most of it for models that are
drawn anew at each of five hundred steps. `tests/cli/test_building.py` holds both ways to the same dump.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from django.apps import apps
from django.contrib.postgres.operations import CreateExtension
from django.db import connections, transaction
from django.db.migrations import Migration
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.operations.base import Operation
from django.db.migrations.operations.fields import FieldOperation
from django.db.migrations.operations.models import IndexOperation, ModelOperation
from django.db.migrations.state import ProjectState

from luzhi.tenancy.policies import SecureKeys

OURS: Final = "luzhi."
DRAWN: Final = (ModelOperation, FieldOperation, IndexOperation, SecureKeys, CreateExtension)
"""Operations whose outcome is in the last state already (the keys of `SecureKeys` are put with `Secure`), and what was run
before."""


def build(alias: str) -> None:
    """Make the tables of an empty database and record all migrations; those of libraries are run as they are."""
    connection = connections[alias]
    executor = MigrationExecutor(connection)
    ours = {app.label for app in apps.get_app_configs() if app.name.startswith(OURS)}
    executor.migrate([node for node in executor.loader.graph.leaf_nodes() if node[0] not in ours])
    executor = MigrationExecutor(connection)
    leaves = executor.loader.graph.leaf_nodes()
    begun = {label for label, _name in executor.loader.applied_migrations}  # libraries need accounts
    plan = [each for each, _backwards in executor.migration_plan(leaves) if each.app_label not in begun]
    state = executor.loader.project_state(leaves)
    with transaction.atomic(using=alias):
        with connection.schema_editor() as editor:
            _run(editor, state, plan, lambda operation: isinstance(operation, CreateExtension))
            _make(editor, state, {migration.app_label for migration in plan})
            _run(editor, state, plan, lambda operation: not isinstance(operation, DRAWN))
        for migration in plan:
            executor.recorder.record_applied(migration.app_label, migration.name)


def _make(editor: Any, state: ProjectState, labels: set[str]) -> None:
    """Tables with their indexes, constraints and triggers."""
    for model in state.apps.get_models(include_auto_created=False):
        if model._meta.app_label in labels and model._meta.can_migrate(editor.connection):
            editor.create_model(model)


def _run(
    editor: Any, state: ProjectState, plan: list[Migration], wanted: Callable[[Operation], bool]
) -> None:
    """What migrations do beside tables: extensions, policies, statements of their own."""
    for migration in plan:
        for operation in filter(wanted, migration.operations):
            operation.database_forwards(migration.app_label, editor, state, state)
