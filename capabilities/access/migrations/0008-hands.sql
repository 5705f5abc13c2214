-- Who had a hand in a binding is remembered when it is released or replaced: whoever came in by it could undo it first,
-- and then agree as a second person.
alter table account_notice add column hands text[] not null default '{}';
update account_notice n set hands = array_remove(array[p.set_by, p.proposed_by], null)
from account_provider p
where p.account_id = n.account_id and n.what = 'provider-bound' and n.at = p.set_at;
