-- What a build is made of, so that it can be made again; the hash of each file besides page and
-- table; who asked for it, by which paper, and why.

alter table ledger.report_build add content jsonb, add files jsonb not null default '{}',
    add asked_by text, add paper text, add reason text;
comment on column ledger.report_build.content is
    'All that the report says, before it has a form; empty in builds from before it was kept';
comment on column ledger.report_build.files is
    'SHA-256 of the files in further formats, by format';
