-- How many days the two accounts had been open, where that was not long; and whether the one gave the other a role.
-- As it stood when it was proposed (first) and confirmed (second, given); empty for decisions from before this was kept.
alter table proposal add column first_days integer check (first_days >= 0);
alter table proposal add column second_days integer check (second_days >= 0);
alter table proposal add column given boolean not null default false;
