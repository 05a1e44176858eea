package io.tresen.chat.assistant;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Some products of the shop, in the order in which they are shown. */
public sealed interface Shelf {

    /** Every visible product, by title. */
    record All() implements Shelf {}

    /** A collection, in the shop's order. */
    record Collection(String slug) implements Shelf {}

    /** A category, by title; {@code mark} stands for its name where that would be too long for an id. */
    record Category(String mark) implements Shelf {

        /** First 12 hex digits of the name's MD5, which PostgreSQL computes as well; no secret. */
        public static Category named(String name) {
            try {
                byte[] hash = MessageDigest.getInstance("MD5").digest(name.getBytes(StandardCharsets.UTF_8));
                return new Category(HexFormat.of().formatHex(hash).substring(0, 12));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("Every Java has MD5", e);
            }
        }
    }

    /** What a free text finds, best first. */
    record Found(String words) implements Shelf {}
}
