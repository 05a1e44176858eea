-- What is to be looked at is found by its time, however many wait.
create index transfer_ask_due on transfer_ask (look_at, position);
