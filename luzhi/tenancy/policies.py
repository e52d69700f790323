"""The migration helper of the second lock: policies and keys that tie a row to its committee.

`Secure("activity")` after `CreateModel`: row-level security (forced, so the owner is bound too), a unique
(committee, id), and for each foreign key to another tenant table a composite key (committee, x) → (committee, id):
plain foreign keys look past row-level security and would let one committee's row point at another's.
"""

from typing import Any

from django.apps.registry import Apps
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState
from django.db.models import ForeignKey, Model

from luzhi.tenancy.current import SIGNED_IN, TENANTS

SHOWN = f"committee_id = ANY (NULLIF(current_setting('{TENANTS}', true), '')::uuid[])"
OWN = f"user_id = NULLIF(current_setting('{SIGNED_IN}', true), '')::uuid"


def _tenant_keys(model: type[Model]) -> list[tuple[str, str]]:
    """(column, target table) of the foreign keys to other tenant tables."""
    return [
        (field.column, field.related_model._meta.db_table)
        for field in model._meta.local_fields
        if isinstance(field, ForeignKey)
        and field.name != "committee"
        and any(other.name == "committee" for other in field.related_model._meta.local_fields)
    ]


def _key(table: str, column: str, target: str) -> str:
    return (
        f'ALTER TABLE "{table}" ADD CONSTRAINT "{table}_{column}_tenant" FOREIGN KEY (committee_id, {column}) '
        f'REFERENCES "{target}" (committee_id, id) DEFERRABLE INITIALLY DEFERRED'
    )


class Secure(Operation):
    """Put a tenant table behind its policy. `own_rows`: a signed-in user also sees rows of his or her own.

    `history`: the table holds versions of rows: policy only, its ids repeat and its keys are not enforced.
    """

    reversible = True

    def __init__(self, name: str, *, own_rows: bool = False, history: bool = False) -> None:
        self.name, self.own_rows, self.history = name, own_rows, history

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """The policy is no part of Django's model state."""

    def statements(self, model: type[Model]) -> list[str]:
        table = model._meta.db_table
        reading = f"({SHOWN}) OR ({OWN})" if self.own_rows else SHOWN
        policy = [
            f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY',
            f'ALTER TABLE "{table}" FORCE ROW LEVEL SECURITY',
            f'CREATE POLICY tenant ON "{table}" USING ({reading}) WITH CHECK ({SHOWN})',
        ]
        if self.history:
            return policy
        unique = f'ALTER TABLE "{table}" ADD CONSTRAINT "{table}_tenant_id" UNIQUE (committee_id, id)'
        return [*policy, unique, *(_key(table, *key) for key in _tenant_keys(model))]

    def database_forwards(
        self, app_label: str, editor: BaseDatabaseSchemaEditor, old: ProjectState, new: ProjectState
    ) -> None:
        apps: Apps = new.apps
        for sql in self.statements(apps.get_model(app_label, self.name)):
            editor.deferred_sql.append(sql) if "FOREIGN KEY" in sql else editor.execute(sql)

    def database_backwards(
        self, app_label: str, editor: BaseDatabaseSchemaEditor, old: ProjectState, new: ProjectState
    ) -> None:
        model = old.apps.get_model(app_label, self.name)
        table = model._meta.db_table
        editor.execute(f'DROP POLICY tenant ON "{table}"')
        editor.execute(f'ALTER TABLE "{table}" NO FORCE ROW LEVEL SECURITY')
        editor.execute(f'ALTER TABLE "{table}" DISABLE ROW LEVEL SECURITY')
        if not self.history:
            for column, _ in _tenant_keys(model):
                editor.execute(f'ALTER TABLE "{table}" DROP CONSTRAINT "{table}_{column}_tenant"')
            editor.execute(f'ALTER TABLE "{table}" DROP CONSTRAINT "{table}_tenant_id" CASCADE')

    def describe(self) -> str:
        return f"Row-level security on {self.name}"

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return "Secure", [self.name], {"own_rows": self.own_rows, "history": self.history}


class SecureKeys(Operation):
    """Tie foreign keys that a later migration adds to a secured table: `SecureKeys("proposal", "main_id")`."""

    reversible = True

    def __init__(self, name: str, *columns: str) -> None:
        self.name, self.columns = name, columns

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """The keys are no part of Django's model state."""

    def database_forwards(
        self, app_label: str, editor: BaseDatabaseSchemaEditor, old: ProjectState, new: ProjectState
    ) -> None:
        model = new.apps.get_model(app_label, self.name)
        keys = [_key(model._meta.db_table, *key) for key in _tenant_keys(model) if key[0] in self.columns]
        editor.deferred_sql.extend(keys)

    def database_backwards(
        self, app_label: str, editor: BaseDatabaseSchemaEditor, old: ProjectState, new: ProjectState
    ) -> None:
        table = old.apps.get_model(app_label, self.name)._meta.db_table
        for column in self.columns:
            editor.execute(f'ALTER TABLE "{table}" DROP CONSTRAINT "{table}_{column}_tenant"')

    def describe(self) -> str:
        return f"Composite keys {', '.join(self.columns)} on {self.name}"

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return "SecureKeys", [self.name, *self.columns], {}
