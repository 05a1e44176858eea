package io.tresen.benchmarks;

/**
 * A request of an open-loop load.
 *
 * @param path with its query
 * @param body JSON, or null
 * @param token bearer token, or null
 * @param key idempotency key, or null
 */
public record Call(String path, String body, String token, String key) {

    public static Call get(String path, String token) {
        return new Call(path, null, token, null);
    }
}
