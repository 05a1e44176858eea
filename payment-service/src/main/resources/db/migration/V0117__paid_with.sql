-- What an attempt is paid with: the order's own method, or another that its pay page offers. Null in rows of the version
-- before, which go by the order's.
alter table payment add column method text check (method in ('card', 'wallet', 'cod'));
-- What the shop takes; null until the business's next event, or until the copy is rebuilt.
alter table business_copy add column payment_methods text[];
