package io.tresen.messaging.db;

/** What a connection is asked for, and so in which line whoever asks waits. */
enum Use {

    /** What clients ask, of whom there may be any number. */
    REQUEST,

    /** What happened elsewhere and is told by a request: a provider repeats what was not taken, in parallel and without end. */
    NEWS,

    /** Events, timers, the relay: few, and bounded by themselves. */
    OWN;

    /** Of what this thread does, unless it says otherwise. */
    static Use here() {
        return RequestWork.isOnThisThread() ? REQUEST : OWN;
    }

    /** Of what is an event, however it comes. */
    static Use ofEvent() {
        return RequestWork.isOnThisThread() ? NEWS : OWN;
    }
}
