-- What each rival finds: the members by their codes, an empty fact with its key, a place for rejects.
-- The value has a declared precision, since DuckDB takes a bare numeric for a binary float.
create schema rival;
create table rival.period as select code, period_id as id from warehouse.dim_period where kind = 'month';
create table rival.area as select code, area_id as id from warehouse.dim_area where level = 'commune';
create table rival.indicator as select code, indicator_id as id from warehouse.dim_indicator;
create table rival.sex as
    select coalesce(substr(code, 5), '') as code, breakdown_id as id from warehouse.dim_breakdown
    where code in ('', 'sex=M', 'sex=F');
create table rival.unit (code text, factor numeric(12, 6));
insert into rival.unit values ('đồng', 0.000001), ('nghìn đồng', 0.001), ('triệu đồng', 1), ('tỷ đồng', 1000);
create table rival.fact (
    period_id integer not null, indicator_id integer not null, area_id integer not null,
    breakdown_id integer not null, line integer not null, status text not null,
    value numeric(20, 8) not null,
    primary key (period_id, indicator_id, area_id, breakdown_id));
create table rival.reject (line integer not null, reason text not null, raw text not null);
create table rival.raw (
    c1 text, c2 text, c3 text, c4 text, c5 text, c6 text, c7 text, c8 text, c9 text);
