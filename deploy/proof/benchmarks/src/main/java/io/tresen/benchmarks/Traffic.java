package io.tresen.benchmarks;

/** What an open-loop load sends, and who hears of the answers. Both are called on the load's own thread and don't block. */
public interface Traffic {

    Call call(long number);

    void answered(Answer answer);
}
