-- What the copies left out so far: the tax class of a product, name and language of a shop. Copies that have rows are read
-- again from their topics; until that is done these are null, as for a product without a class.
alter table product_copy add column tax_class text;
alter table business_copy add column name text;
alter table business_copy add column language text;

insert into operator_command (kind, target) select 'rebuild', 'order.products' where exists (select 1 from product_copy);
insert into operator_command (kind, target)
  select 'rebuild', 'order.businesses' where exists (select 1 from business_copy);
