create table once_effect (id uuid primary key, title text not null);
create table once_switch (id int primary key);
