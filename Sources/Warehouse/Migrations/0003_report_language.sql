-- In which language a report was built: its cells are compared with those of the same one.

alter table ledger.report_build add language text;
comment on column ledger.report_build.language is
    'Language of the titles in cells; empty in builds from before it was kept';
