package io.tresen.chat;

/** Brings codes to phones. What is to be sent is a row; see {@link VerificationCodes}. */
public interface CodeSender {

    /** Whether there is anything on this platform that reaches phones. */
    boolean ready();

    /** There may be something to send. Cheap; any thread. */
    void wake();
}
