"""The triggers that write ``AuditChange`` and that refuse changes of append-only tables, for SQLite and PostgreSQL.

They are laid anew after every ``migrate``: Django rebuilds SQLite tables when a column changes, which drops triggers.
"""

from collections.abc import Iterator

from django.apps import apps
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

OWN_TABLES = {"audit_auditchange", "audit_auditrow", "audit_auditcontext"}

PG_FUNCTIONS = """
create or replace function thidua_audit() returns trigger language plpgsql as $$
declare o jsonb; n jsonb; k text;
begin
  if tg_op <> 'INSERT' then o := to_jsonb(old) - tg_argv[1:]; k := to_jsonb(old) ->> tg_argv[0]; end if;
  if tg_op <> 'DELETE' then n := to_jsonb(new) - tg_argv[1:]; k := to_jsonb(new) ->> tg_argv[0]; end if;
  insert into audit_auditchange(at, txn, "table", op, pk_text, old, new)
  values (clock_timestamp(), nullif(current_setting('thidua.txn', true), ''), tg_table_name, tg_op, k,
    o::text, n::text);
  return null;
end $$;
create or replace function thidua_refuse() returns trigger language plpgsql as $$
begin
  raise exception 'append-only: % of % is refused', tg_op, tg_table_name
    using errcode = 'integrity_constraint_violation';
end $$;
"""


def house_models() -> Iterator[type[models.Model]]:
    """Every table of the house, the join tables of many-to-many fields included."""
    for config in apps.get_app_configs():
        if config.name.startswith("thidua."):
            yield from (m for m in config.get_models(include_auto_created=True) if m._meta.managed)


def audited_models() -> list[type[models.Model]]:
    """Models whose changes the triggers record. ``audited = False`` is for secret ballots and volatile bookkeeping."""
    return [m for m in house_models() if m._meta.db_table not in OWN_TABLES and getattr(m, "audited", True)]


def append_only_models() -> list[type[models.Model]]:
    """Models whose rows the database may never change."""
    return [m for m in house_models() if getattr(m, "append_only", False)]


def omitted_columns(model: type[models.Model]) -> list[str]:
    """Columns that never enter the log: secrets named by the model, and binary values."""
    named = set(getattr(model, "audit_omit", ()))
    return [str(f.column) for f in model._meta.fields if f.name in named or isinstance(f, models.BinaryField)]


def _sqlite_audit(model: type[models.Model]) -> Iterator[str]:
    table = model._meta.db_table
    omit = set(omitted_columns(model))
    columns = [f.column for f in model._meta.fields if f.column not in omit]
    key = model._meta.pk.column

    def as_json(side: str) -> str:
        return "json_object(" + ", ".join(f"'{c}', {side}.\"{c}\"" for c in columns) + ")"

    sides = {
        "INSERT": ("null", as_json("new"), "new"),
        "UPDATE": (as_json("old"), as_json("new"), "new"),
        "DELETE": (as_json("old"), "null", "old"),
    }
    for op, (old, new, side) in sides.items():
        yield f'drop trigger if exists "audit_{op}_{table}"'
        yield (
            f'create trigger "audit_{op}_{table}" after {op} on "{table}" for each row begin '
            'insert into audit_auditchange(at, txn, "table", op, pk_text, old, new) values '
            "(strftime('%Y-%m-%d %H:%M:%f', 'now'), (select txn from audit_auditcontext where id = 1), "
            f"'{table}', '{op}', {side}.\"{key}\", {old}, {new}); end"
        )


def _sqlite_refuse(model: type[models.Model]) -> Iterator[str]:
    table = model._meta.db_table
    for op in ("UPDATE", "DELETE"):
        yield f'drop trigger if exists "refuse_{op}_{table}"'
        yield (
            f'create trigger "refuse_{op}_{table}" before {op} on "{table}" begin '
            f"select raise(abort, 'append-only: {op} of {table} is refused'); end"
        )


def _pg_audit(model: type[models.Model]) -> Iterator[str]:
    table = model._meta.db_table
    arguments = ", ".join(f"'{c}'" for c in [model._meta.pk.column, *omitted_columns(model)])
    yield f'drop trigger if exists thidua_audit on "{table}"'
    yield (
        f'create trigger thidua_audit after insert or update or delete on "{table}" '
        f"for each row execute function thidua_audit({arguments})"
    )


def _pg_refuse(model: type[models.Model]) -> Iterator[str]:
    table = model._meta.db_table
    yield f'drop trigger if exists thidua_refuse on "{table}"'
    yield (
        f'create trigger thidua_refuse before update or delete on "{table}" '
        "for each row execute function thidua_refuse()"
    )


def install(connection: BaseDatabaseWrapper) -> None:
    """Lay all triggers on this connection's tables that exist already."""
    existing = set(connection.introspection.table_names())
    postgres = connection.vendor == "postgresql"
    audit, refuse = (_pg_audit, _pg_refuse) if postgres else (_sqlite_audit, _sqlite_refuse)
    with connection.cursor() as cursor:
        if postgres:
            cursor.execute(PG_FUNCTIONS)
        else:
            cursor.execute("insert or ignore into audit_auditcontext(id, txn) values (1, null)")
        for make, chosen in ((audit, audited_models()), (refuse, append_only_models())):
            for model in chosen:
                if model._meta.db_table in existing:
                    for statement in make(model):
                        cursor.execute(statement)


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """Names of the tables that lack a trigger they should carry. Empty when all is well."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "select c.relname, t.tgname from pg_trigger t join pg_class c on c.oid = t.tgrelid "
                "where not t.tgisinternal and t.tgenabled <> 'D'"
            )
            have = {f"{name.removeprefix('thidua_')} {table}" for table, name in cursor.fetchall()}
        else:
            cursor.execute("select tbl_name, name from sqlite_master where type = 'trigger'")
            have = {f"{name.split('_', 1)[0]} {table}" for table, name in cursor.fetchall()}
    wanted = {f"audit {m._meta.db_table}" for m in audited_models()}
    wanted |= {f"refuse {m._meta.db_table}" for m in append_only_models()}
    return sorted(wanted - have)
