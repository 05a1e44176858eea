package io.tresen.local;

/** The platform can't do what was asked; the message is one sentence for the person in front of the terminal. */
public final class LaunchFailure extends RuntimeException {

    public LaunchFailure(String sentence) {
        super(sentence);
    }

    public LaunchFailure(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
