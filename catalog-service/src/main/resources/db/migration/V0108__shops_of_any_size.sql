-- What the planner takes for a shop's size: every hundredth product begins another shop. Where it knows many shops of one product,
-- or only a table's first rows, all products of a shop would look as short a way to one of them as that one's key, and a large
-- shop would be read once for each of its products. Heard by the next analyze.
alter table product alter column business_id set (n_distinct = -0.01);
