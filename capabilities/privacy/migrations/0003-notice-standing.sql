-- What a notice was about is told by the ends and holds of its day: what became due, or free, by a change since then was
-- announced to nobody. Without it a notice ends, and the round announces anew.
alter table term_notice add column standing jsonb;
