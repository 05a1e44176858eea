package io.tresen.messaging.event;

/** A record that can't be read however often one tries: a fault of the record itself, so it becomes a dead letter. */
public class Unreadable extends RecordFault {
    public Unreadable(String reason, String detail) {
        super(reason, detail);
    }
}
