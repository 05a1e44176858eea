package io.tresen.catalog;

import io.tresen.messaging.rest.Text;
import java.util.ArrayList;
import java.util.List;

/** What a batch of rows came to. */
final class ImportTally {

    /** A problem to be reported. @param row 1, 2, 3 … over the file's records */
    record Problem(long row, long line, String retailerId, String code, String detail) {}

    long created;
    long updated;
    long unchanged;
    long skipped;
    long rejected;
    final List<Problem> problems = new ArrayList<>();

    void count(PutResult.Outcome outcome) {
        switch (outcome) {
            case CREATED -> created++;
            case UPDATED -> updated++;
            case UNCHANGED -> unchanged++;
            case REJECTED -> rejected++;
        }
    }

    void skip(long row, RowResult.Skipped skip) {
        skipped++;
        if (skip.code() == null) {
            return;
        }
        problems.add(new Problem(row, skip.line(), storable(skip.retailerId()), skip.code(), skip.detail()));
    }

    /** The row is imported, and somebody may want to look at it. */
    void note(long row, RowResult.Wanted wanted, String code, String detail) {
        problems.add(new Problem(row, wanted.line(), storable(wanted.retailerId()), code, detail));
    }

    void reject(long row, long line, String retailerId, String code, String detail) {
        rejected++;
        problems.add(new Problem(row, line, storable(retailerId), code, detail));
    }

    private static String storable(String retailerId) {
        if (retailerId == null || retailerId.isEmpty() || !Text.isSound(retailerId)) {
            return null;
        }
        return Text.length(retailerId) <= RetailerId.LONGEST
                ? retailerId
                : retailerId.substring(0, retailerId.offsetByCodePoints(0, RetailerId.LONGEST));
    }
}
