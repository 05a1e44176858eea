package io.tresen.benchmarks;

import java.util.function.LongFunction;

/** What an open-loop load sends, and who hears of the answers. Both are called on the load's own thread and don't block. */
public interface Traffic {

    Call call(long number);

    void answered(Answer answer);

    /** Requests whose answers nobody looks at. */
    static Traffic of(LongFunction<Call> calls) {
        return new Traffic() {
            @Override
            public Call call(long number) {
                return calls.apply(number);
            }

            @Override
            public void answered(Answer answer) {}
        };
    }
}
