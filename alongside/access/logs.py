"""The two logs as migration operations: who looked, and what was changed. Both lie in partitions by month.

The database itself says when (`at`), in which transaction (`xid`) and in which order (`seq`); the application may
supply none of them, may only add, and may read neither table. What is older than seconds is sealed (`config.logs`).
"""

from django.conf import settings

from alongside.access.row_policies import _name, _Sql

MONTHS_AHEAD = 3

KEEP_SEQUENCE = "CREATE SEQUENCE log_seq"
"""Shared by both logs, so that one number says what was there when a restored database went on."""

STAMPS = """
    seq bigint NOT NULL DEFAULT nextval('log_seq'),
    xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
    at timestamptz NOT NULL DEFAULT clock_timestamp()
"""

MAKE_PARTITIONS = """
CREATE FUNCTION make_log_partitions(p_ahead integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    log text;
    first date;
    named text;
    waiting boolean;
    made integer := 0;
BEGIN
    -- Whoever looks must never wait long for this: what is locked now is tried again later.
    PERFORM set_config('lock_timeout', '2s', true);
    PERFORM pg_advisory_xact_lock(hashtext('make_log_partitions'));
    FOREACH log IN ARRAY ARRAY['read_log', 'change_log'] LOOP
        FOR month IN 0..p_ahead LOOP
            first := (date_trunc('month', now() AT TIME ZONE 'UTC') + make_interval(months => month))::date;
            named := log || '_' || to_char(first, 'YYYY_MM');
            CONTINUE WHEN to_regclass(named) IS NOT NULL;
            -- Rows that came before their month had a place stay where they fell: they are found and sealed there.
            EXECUTE format('SELECT EXISTS (SELECT FROM %I WHERE at >= %L AND at < %L)', log || '_rest',
                first::text || ' UTC', (first + interval '1 month')::date::text || ' UTC') INTO waiting;
            CONTINUE WHEN waiting;
            EXECUTE format('CREATE TABLE %I (LIKE %I INCLUDING DEFAULTS INCLUDING CONSTRAINTS)', named, log);
            EXECUTE format('REVOKE ALL ON %I FROM PUBLIC, {app}', named);
            EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)', log, named,
                first::text || ' UTC', (first + interval '1 month')::date::text || ' UTC');
            made := made + 1;
        END LOOP;
    END LOOP;
    RETURN made;
END $$
"""


class MakeLog(_Sql):
    """A log of these columns beside its stamps, in partitions; `by_app`: the application may add rows of them."""

    def __init__(self, table: str, columns: dict[str, str], indexes: dict[str, str], *, by_app: bool) -> None:
        self.table, self.columns, self.indexes, self.by_app = table, columns, indexes, by_app

    def statements(self) -> list[str]:
        roles, table = settings.DATABASE_ROLES, _name(self.table)
        app, definer, sealer = _name(roles.application), _name(roles.definer), _name(roles.sealer)
        told = ", ".join(f"{name} {kind}" for name, kind in self.columns.items())
        named = ", ".join(self.columns)
        rest = _name(f"{self.table}_rest")
        return [
            f"CREATE TABLE {table} ({STAMPS}, {told}) PARTITION BY RANGE (at)",
            f"CREATE TABLE {rest} PARTITION OF {table} DEFAULT",
            f"REVOKE ALL ON {table}, {rest} FROM {app}",
            *([f"GRANT INSERT ({named}) ON {table} TO {app}"] if self.by_app else []),
            f"GRANT INSERT ({named}), SELECT ON {table} TO {definer}",
            f"GRANT SELECT ON {table} TO {sealer}",
            f"GRANT USAGE ON SEQUENCE log_seq TO {definer}",
            *(f"CREATE INDEX {name} ON {table} {how}" for name, how in self.indexes.items()),
        ]

    def describe(self) -> str:
        return f"Keep the log {self.table}"


class MakePartitions(_Sql):
    """The function that gives each month its place ahead of time, for the start (the owner) and the sealer."""

    def statements(self) -> list[str]:
        roles = settings.DATABASE_ROLES
        return [
            MAKE_PARTITIONS.replace("{app}", _name(roles.application)),
            "REVOKE ALL ON FUNCTION make_log_partitions(integer) FROM PUBLIC",
            f"GRANT EXECUTE ON FUNCTION make_log_partitions(integer) TO {_name(roles.sealer)}",
            f"SELECT make_log_partitions({MONTHS_AHEAD})",
        ]

    def describe(self) -> str:
        return "Give each month of the logs a place"


class MakeSeals(_Sql):
    """Where blocks of the logs are sealed: the sealer adds and reads, nobody else who serves does either."""

    def statements(self) -> list[str]:
        roles = settings.DATABASE_ROLES
        app, sealer = _name(roles.application), _name(roles.sealer)
        return [
            """CREATE TABLE log_seal (
                number bigint PRIMARY KEY, epoch integer NOT NULL, system_id text NOT NULL, first_seq bigint NOT NULL,
                month date NOT NULL, from_xid bigint NOT NULL, upto_xid bigint NOT NULL, looks integer NOT NULL,
                looks_root text NOT NULL, changes integer NOT NULL, changes_root text NOT NULL, previous text NOT NULL,
                hash text NOT NULL UNIQUE, sealed_at timestamptz NOT NULL DEFAULT clock_timestamp()
            )""",
            f"REVOKE ALL ON log_seal FROM {app}",
            f"GRANT SELECT, INSERT ON log_seal TO {sealer}",
        ]

    def describe(self) -> str:
        return "Keep the seals of the logs"


class LogChanges(_Sql):
    """Every change of the table's rows goes to the change log: `LogChanges("withholding")`.

    `added`: rows that are added as well, for tables that do not say who recorded them. `secret`: columns whose content
    is never told, only that it changed. `unsaid`: columns whose change alone is no change.
    """

    def __init__(
        self, table: str, *, added: bool = False, secret: tuple[str, ...] = (), unsaid: tuple[str, ...] = ()
    ) -> None:
        self.table, self.added, self.secret, self.unsaid = table, added, secret, unsaid

    def statements(self) -> list[str]:
        events = "INSERT OR UPDATE OR DELETE" if self.added else "UPDATE OR DELETE"
        secret, unsaid = ("{" + ",".join(names) + "}" for names in (self.secret, self.unsaid))
        return [
            (
                f"CREATE TRIGGER logged AFTER {events} ON {_name(self.table)} FOR EACH ROW "
                f"EXECUTE FUNCTION log_change('{secret}', '{unsaid}')"
            )
        ]

    def describe(self) -> str:
        return f"Log changes of {self.table}"


LOG_CHANGE = """
CREATE FUNCTION log_change() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    before jsonb := CASE WHEN TG_OP = 'INSERT' THEN NULL ELSE to_jsonb(OLD) - TG_ARGV[1]::text[] END;
    after jsonb := CASE WHEN TG_OP = 'DELETE' THEN NULL ELSE to_jsonb(NEW) - TG_ARGV[1]::text[] END;
    one jsonb := COALESCE(after, before);
    secret text;
BEGIN
    IF before = after THEN
        RETURN NULL;
    END IF;
    FOREACH secret IN ARRAY TG_ARGV[0]::text[] LOOP
        IF before IS NOT NULL AND after IS NOT NULL AND before -> secret IS DISTINCT FROM after -> secret THEN
            after := jsonb_set(after, ARRAY[secret], '"changed, not told"');
        ELSIF after IS NOT NULL THEN
            after := jsonb_set(after, ARRAY[secret], '"not told"');
        END IF;
        IF before IS NOT NULL THEN
            before := jsonb_set(before, ARRAY[secret], '"not told"');
        END IF;
    END LOOP;
    INSERT INTO change_log (user_id, request_id, table_name, what, row_id, family_id, before, after)
    VALUES (
        NULLIF(current_setting('app.actor', true), '')::uuid, NULLIF(current_setting('app.request', true), '')::uuid,
        TG_TABLE_NAME, lower(TG_OP), one ->> 'id',
        CASE WHEN TG_TABLE_NAME = 'family' THEN (one ->> 'id')::bigint ELSE (one ->> 'family_id')::bigint END,
        before, after
    );
    RETURN NULL;
END $$
"""
