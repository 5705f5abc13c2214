-- The same words on the same card are the same person on one phone only: two phones never share an identity.
-- A bearer from before this has no device here; the devices of their sessions still know them.
alter table post_card_bearer add column device_id uuid;
alter table post_card_bearer drop constraint post_card_bearer_card_id_name_key_key;
create unique index post_card_bearer_person on post_card_bearer (card_id, device_id, name_key);
