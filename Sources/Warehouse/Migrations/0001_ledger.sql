-- The ledger: what came, what became of it, who decided. Never edited once shipped: a change is a
-- new file with the next number.

create schema if not exists ledger;
create schema if not exists warehouse;
create schema if not exists staging;

comment on schema ledger is 'What came, what became of it, who decided';
comment on schema warehouse is 'The star schema: what BI tools and SQL users read';
comment on schema staging is 'Disposable tables of loads under way; never read by users';

create table ledger.migration (
    name text primary key,
    checksum text not null,
    applied_at timestamptz not null default clock_timestamp()
);
comment on table ledger.migration is 'Numbered SQL files that were applied, with their SHA-256';

create table ledger.dataset (
    dataset_id integer generated always as identity primary key,
    code text not null unique,
    agency text not null
);
comment on table ledger.dataset is 'Datasets by the code of their contract: agency.dataset.rhythm';

create table ledger.run (
    run_id integer generated always as identity primary key,
    started_at timestamptz not null default clock_timestamp(),
    finished_at timestamptz,
    actor text not null,
    host text not null,
    command text not null,
    program_version text not null,
    definitions text,
    state text not null default 'running'
        check (state in ('running', 'done', 'failed', 'interrupted')),
    summary jsonb,
    check ((state = 'running') = (finished_at is null))
);
comment on table ledger.run is 'One row per execution of the program that may write';
comment on column ledger.run.definitions is 'SHA-256 of the definitions in force';

create table ledger.event (
    event_id integer generated always as identity primary key,
    event_key text not null unique,
    kind text not null check (kind in ('drop', 'release', 'replay', 'withdrawal', 'correction',
        'restatement', 'definition')),
    kind_rank smallint not null generated always as (case kind when 'drop' then 1
        when 'release' then 2 when 'replay' then 3 when 'withdrawal' then 4
        when 'correction' then 5 when 'restatement' then 6 when 'definition' then 7 end) stored,
    dataset_id integer references ledger.dataset,
    scope text[] not null default '{}',
    known_at timestamptz not null,
    sequence integer not null default 0,
    recorded_at timestamptz not null default clock_timestamp(),
    definitions text not null,
    content text not null collate "C",
    target_event integer references ledger.event,
    reason text,
    actor text not null,
    run_id integer references ledger.run,
    check (known_at <= recorded_at),
    check (dataset_id is not null or kind = 'definition')
);
create index event_order on ledger.event (dataset_id, known_at, kind_rank, sequence, content);
create index event_scope on ledger.event using gin (scope);
create index event_target on ledger.event (target_event) where target_event is not null;
comment on table ledger.event is 'Everything that may change a figure; the warehouse is its fold';
comment on column ledger.event.event_key is 'The same event has the same key, so it is never twice';
comment on column ledger.event.kind_rank is 'Order of kinds where known_at is the same';
comment on column ledger.event.scope is 'Natural keys of the periods covered in full or touched';
comment on column ledger.event.target_event is 'The drop that a release or withdrawal is about';
comment on column ledger.event.content is 'SHA-256 of what the event brought';

create table ledger.drop (
    drop_id integer generated always as identity primary key,
    dataset_id integer not null references ledger.dataset,
    path text not null,
    sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
    byte_count bigint not null check (byte_count >= 0),
    vintage timestamptz not null,
    sequence integer not null default 0,
    is_declared boolean not null,
    received_at timestamptz not null,
    period text,
    outcome text not null check (outcome in ('loaded', 'refused', 'held', 'withdrawn')),
    definitions text not null,
    event_id integer references ledger.event,
    run_id integer references ledger.run,
    records_read bigint not null default 0 check (records_read >= 0),
    records_accepted bigint not null default 0 check (records_accepted >= 0),
    records_quarantined bigint not null default 0 check (records_quarantined >= 0),
    records_excluded bigint not null default 0 check (records_excluded >= 0),
    cells_read bigint not null default 0 check (cells_read >= 0),
    cells_loaded bigint not null default 0 check (cells_loaded >= 0),
    cells_unchanged bigint not null default 0 check (cells_unchanged >= 0),
    cells_quarantined bigint not null default 0 check (cells_quarantined >= 0),
    cells_excluded bigint not null default 0 check (cells_excluded >= 0),
    cells_closed bigint not null default 0 check (cells_closed >= 0),
    violations jsonb not null default '[]',
    constraint drop_records_balance check (
        records_read = records_accepted + records_quarantined + records_excluded),
    constraint drop_cells_balance check (
        cells_read = cells_loaded + cells_unchanged + cells_quarantined + cells_excluded),
    constraint drop_loaded_by_event check (outcome <> 'loaded' or event_id is not null)
);
-- A refused drop may be judged again, by other definitions: each judgement is a row of its own.
create unique index drop_identity on ledger.drop (dataset_id, sha256, vintage, sequence, period)
    nulls not distinct where outcome <> 'refused';
create index drop_content on ledger.drop (sha256);
create index drop_vintage on ledger.drop (dataset_id, vintage);
create index drop_run on ledger.drop (run_id);
create index drop_event on ledger.drop (event_id);
comment on table ledger.drop is 'Delivered files, the verdict on each, and its two balances';
comment on column ledger.drop.vintage is 'Declared by the sender, else the moment of first receipt';
comment on column ledger.drop.violations is 'Breaches of the file as a whole';

create table ledger.quarantine (
    quarantine_id bigint generated always as identity primary key,
    drop_id integer not null references ledger.drop,
    line integer not null,
    column_no integer,
    byte_offset bigint,
    column_name text,
    rule text not null,
    found text not null,
    expected jsonb not null,
    suggestion text,
    other jsonb not null default '[]',
    raw bytea not null,
    cells integer not null check (cells >= 0),
    state text not null default 'open' check (state in ('open', 'fixed', 'replayed', 'waived')),
    state_changed_at timestamptz,
    state_by text,
    state_reason text,
    constraint quarantine_decision check (
        (state = 'open') = (state_changed_at is null) and (state = 'open') = (state_by is null))
);
create index quarantine_drop on ledger.quarantine (drop_id, line);
create index quarantine_open on ledger.quarantine (rule, drop_id) where state = 'open';
comment on table ledger.quarantine is 'Records that broke a rule, kept whole until someone decides';
comment on column ledger.quarantine.other is 'Further breaches of the same record';
comment on column ledger.quarantine.cells is 'Cells that the record would have made';

create table ledger.exclusion (
    drop_id integer not null references ledger.drop,
    line integer not null,
    cause text not null,
    reason text not null,
    cells integer not null check (cells >= 0),
    is_whole_record boolean not null
);
create index exclusion_drop on ledger.exclusion (drop_id, line);
comment on table ledger.exclusion is 'Records and cells left out for a declared reason';

create table ledger.applied_correction (
    drop_id integer not null references ledger.drop,
    correction text not null,
    line integer not null,
    column_name text not null,
    found text not null,
    value text not null
);
create index applied_correction_drop on ledger.applied_correction (drop_id, line);
comment on table ledger.applied_correction is 'Values that a recorded correction replaced';

create table ledger.report_build (
    build_id integer generated always as identity primary key,
    report text not null,
    period text not null,
    as_of timestamptz not null,
    built_at timestamptz not null default clock_timestamp(),
    actor text not null,
    program_version text not null,
    definitions text not null,
    cells jsonb not null,
    html_sha256 text not null,
    csv_sha256 text not null,
    path text not null,
    run_id integer references ledger.run
);
create index report_build_latest on ledger.report_build (report, period, built_at);
comment on table ledger.report_build is 'Published reports with the cells they were printed from';

-- Foreign keys are checked as a set by the loader; row triggers would cost thirty times as much.
create function ledger.disable_row_triggers() returns void language sql security definer
    set search_path = pg_catalog, pg_temp
    as $$ select pg_catalog.set_config('session_replication_role', 'replica', true) $$;
revoke all on function ledger.disable_row_triggers() from public;
create function ledger.enable_row_triggers() returns void language sql security definer
    set search_path = pg_catalog, pg_temp
    as $$ select pg_catalog.set_config('session_replication_role', 'origin', true) $$;
revoke all on function ledger.enable_row_triggers() from public;
comment on function ledger.enable_row_triggers() is 'Row triggers fire again';
comment on function ledger.disable_row_triggers() is
    'Until the end of the transaction, writes fire no row triggers; works where its owner may';
