package io.tresen.benchmarks;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.Deflater;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/** How long something took, from when it was meant to begin; microseconds to an hour, three digits. */
public final class Latencies {

    private static final long HIGHEST_US = 3_600_000_000L;
    private static final int DIGITS = 3;

    private final String name;
    private final Recorder recorder = new Recorder(HIGHEST_US, DIGITS);
    private final Histogram all = new Histogram(HIGHEST_US, DIGITS);

    public Latencies(String name) {
        this.name = name;
    }

    public String name() {
        return name;
    }

    /** By {@link System#nanoTime}. */
    public void record(long intendedNs, long endNs) {
        recorder.recordValue(Math.min(HIGHEST_US, Math.max(0, (endNs - intendedNs) / 1_000)));
    }

    private synchronized Histogram all() {
        all.add(recorder.getIntervalHistogram());
        return all;
    }

    public long count() {
        return all().getTotalCount();
    }

    /** Milliseconds. @param percentile 0 to 100 */
    public double ms(double percentile) {
        Histogram histogram = all();
        return histogram.getTotalCount() == 0 ? Double.NaN : histogram.getValueAtPercentile(percentile) / 1_000.0;
    }

    /** Count, percentiles in milliseconds, and the whole histogram in HdrHistogram's compressed form. */
    public Map<String, Object> told() {
        Histogram histogram = all();
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("name", name);
        told.put("count", histogram.getTotalCount());
        if (histogram.getTotalCount() > 0) {
            told.put("p50_ms", ms(50));
            told.put("p90_ms", ms(90));
            told.put("p99_ms", ms(99));
            told.put("p99_9_ms", ms(99.9));
            told.put("max_ms", histogram.getMaxValue() / 1_000.0);
            told.put("hdr_histogram_us", encoded(histogram));
        }
        return told;
    }

    private static String encoded(Histogram histogram) {
        ByteBuffer buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
        int length = histogram.encodeIntoCompressedByteBuffer(buffer, Deflater.BEST_COMPRESSION);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(buffer.array(), 0, length);
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }
}
