-- What a business sees of its channel: Meta's last refusal of a call (its code), and when Meta last delivered something that was
-- signed with the app secret that is set. Business time.
alter table whatsapp_number add column refused_at timestamptz;
alter table whatsapp_number add column refused_code integer;
alter table whatsapp_number add column delivered_at timestamptz;
