-- How many errors a file had; `errors` keeps the first 10,000 only. Null where it keeps all of them.
alter table station_import add column error_count integer check (error_count >= 0);
