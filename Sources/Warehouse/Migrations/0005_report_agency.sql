-- The agency that a build is about: a report may be made for one agency at a time.

alter table ledger.report_build add agency text;
comment on column ledger.report_build.agency is
    'Code of the agency that the report is about; empty where it is about the province';
