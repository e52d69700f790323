"""The migration helper that keeps the index in step: triggers on the texts' own table, and the rows already there."""

from __future__ import annotations

from typing import Any

from django.apps.registry import Apps
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState
from django.db.models import Model

from luzhi.tenancy.current import TENANTS

KEEPER = """
CREATE FUNCTION "{keeper}"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        DELETE FROM public.search_entry
            WHERE committee_id = OLD.committee_id AND id = OLD.id;
        RETURN NULL;
    END IF;
    INSERT INTO public.search_entry (id, committee_id, kind, at, title, body)
        VALUES (NEW.id, NEW.committee_id, '{kind}', {values})
    ON CONFLICT (id) DO UPDATE
        SET at = EXCLUDED.at, title = EXCLUDED.title, body = EXCLUDED.body;
    RETURN NULL;
END $$"""
CHANGED = """
CREATE TRIGGER "{keeper}_update" AFTER UPDATE OF {columns} ON "{table}" FOR EACH ROW
    WHEN (({old}) IS DISTINCT FROM ({new})) EXECUTE FUNCTION "{keeper}"()"""
CAME = """
CREATE TRIGGER "{keeper}" AFTER INSERT OR DELETE ON "{table}" FOR EACH ROW EXECUTE FUNCTION "{keeper}"()"""
FILL = """
INSERT INTO search_entry (id, committee_id, kind, at, title, body)
    SELECT row.id, row.committee_id, '{kind}', {values} FROM "{table}" row"""

SHOW = f"SELECT set_config('{TENANTS}', %s, true)"
EVERYBODY = (
    SHOW % "(SELECT array_agg(id)::text FROM organisation_committee)"
)  # the policies bind the owner too
NOBODY = SHOW % "''"


class Searched(Operation):
    """Index `title` and `body` (columns of the model, joined by a separator) under `kind`, dated by the column `at`."""

    reversible = True

    def __init__(self, name: str, *, kind: str, at: str, body: tuple[str, ...], title: str = "") -> None:
        self.name, self.kind, self.at, self.body, self.title = name, kind, at, body, title

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Triggers are no part of Django's model state."""

    def values(self, row: str) -> str:
        """What the index holds of a row: at, title, body."""
        parts = ", ".join(f'{row}."{column}"' for column in self.body)
        title = f'public.search_fold({row}."{self.title}")' if self.title else "''"
        return f"""{row}."{self.at}", {title}, public.search_fold(concat_ws(E'\\u3002', {parts}))"""

    def statements(self, model: type[Model]) -> list[str]:
        columns = [name for name in (self.at, self.title, *self.body) if name]
        words = {
            "table": model._meta.db_table,
            "keeper": f"search_keep_{self.kind}",
            "kind": self.kind,
            "columns": ", ".join(f'"{name}"' for name in columns),
            "old": ", ".join(f'OLD."{name}"' for name in columns),
            "new": ", ".join(f'NEW."{name}"' for name in columns),
        }
        keeper = KEEPER.format(**words, values=self.values("NEW"))
        return [
            keeper,
            CAME.format(**words),
            CHANGED.format(**words),
            EVERYBODY,
            FILL.format(**words, values=self.values("row")),
            NOBODY,
        ]

    def database_forwards(
        self, app_label: str, editor: BaseDatabaseSchemaEditor, old: ProjectState, new: ProjectState
    ) -> None:
        apps: Apps = new.apps
        for sql in self.statements(apps.get_model(app_label, self.name)):
            editor.execute(sql, params=None)

    def database_backwards(
        self, app_label: str, editor: BaseDatabaseSchemaEditor, old: ProjectState, new: ProjectState
    ) -> None:
        editor.execute(f'DROP FUNCTION "search_keep_{self.kind}"() CASCADE')
        editor.execute(EVERYBODY)
        editor.execute("DELETE FROM search_entry WHERE kind = %s", [self.kind])
        editor.execute(NOBODY)

    def describe(self) -> str:
        return f"Search {self.name}"

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        given = {"kind": self.kind, "at": self.at, "body": self.body, "title": self.title}
        return "Searched", [self.name], given
