-- What decisions about drops and quarantined records need: the cells that a record is about, so that
-- a later drop can mend it, and how many of the loaded cells took the place of another value.

alter table ledger.drop add cells_changed bigint not null default 0
    check (cells_changed >= 0 and cells_changed <= cells_loaded);
comment on column ledger.drop.cells_changed is 'Loaded cells that took the place of another value';

alter table ledger.quarantine add keys text[] not null default '{}';
comment on column ledger.quarantine.keys is
    'Cells that the record is about; empty where its key could not be read';

create index event_correction on ledger.event (dataset_id, known_at) where kind = 'correction';
