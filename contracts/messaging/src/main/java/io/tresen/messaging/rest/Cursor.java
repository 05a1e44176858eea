package io.tresen.messaging.rest;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/** Where a list goes on: typed parts (Long, String, UUID, Instant) in an opaque base64url text with a version byte. */
public final class Cursor {

    private static final byte VERSION = 1;

    private final List<Object> parts;

    private Cursor(List<Object> parts) {
        this.parts = parts;
    }

    /** The cursor of these parts. */
    public static Cursor of(Object... parts) {
        return new Cursor(List.of(parts));
    }

    /**
     * Reads the {@code cursor} parameter; null for null. The types must be those it was made of, and hold for whatever a
     * stranger wrote: text is storable, times are in the years 1 to 9999.
     *
     * @throws io.tresen.messaging.RejectedException 400 naming {@code cursor}
     */
    public static Cursor read(String text, Class<?>... types) {
        if (text == null) {
            return null;
        }
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
            List<Object> parts = new ArrayList<>();
            if (bytes.get() == VERSION) {
                for (Class<?> type : types) {
                    parts.add(part(bytes, type));
                }
                if (!bytes.hasRemaining()) {
                    return new Cursor(parts);
                }
            }
        } catch (IllegalArgumentException
                | BufferUnderflowException
                | CharacterCodingException
                | ArithmeticException
                | DateTimeException e) {
            // falls through to the refusal: it was not made here, or not for this list
        }
        throw Problem.parameter("cursor", "must be the paging.next of the page before")
                .exception();
    }

    /** The part at this place, from 0, as the type it was made of. */
    public long number(int part) {
        return (Long) parts.get(part);
    }

    /** As {@link #number(int)}. */
    public String text(int part) {
        return (String) parts.get(part);
    }

    /** As {@link #number(int)}. */
    public UUID uuid(int part) {
        return (UUID) parts.get(part);
    }

    /** As {@link #number(int)}. */
    public Instant time(int part) {
        return (Instant) parts.get(part);
    }

    /** The opaque text. */
    @Override
    public String toString() {
        int size = 1;
        for (Object part : parts) {
            size += part instanceof String text ? 4 + text.getBytes(StandardCharsets.UTF_8).length : 16;
        }
        ByteBuffer bytes = ByteBuffer.allocate(size).put(VERSION);
        parts.forEach(part -> write(bytes, part));
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(java.util.Arrays.copyOf(bytes.array(), bytes.position()));
    }

    private static void write(ByteBuffer bytes, Object part) {
        if (part instanceof Long number) {
            bytes.putLong(number);
        } else if (part instanceof String text) {
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            bytes.putInt(utf8.length).put(utf8);
        } else if (part instanceof UUID id) {
            bytes.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
        } else if (part instanceof Instant time) {
            bytes.putLong(time.getEpochSecond()).putInt(time.getNano());
        } else {
            throw new IllegalArgumentException("A cursor holds no " + part.getClass());
        }
    }

    private static Object part(ByteBuffer bytes, Class<?> type) throws CharacterCodingException {
        if (type == Long.class) {
            return bytes.getLong();
        }
        if (type == UUID.class) {
            return new UUID(bytes.getLong(), bytes.getLong());
        }
        if (type == Instant.class) {
            Instant time = Instant.ofEpochSecond(bytes.getLong(), bytes.getInt());
            if (!JsonRules.isStorable(time)) {
                throw new IllegalArgumentException("no time that can be stored");
            }
            return time;
        }
        int length = bytes.getInt();
        if (length < 0 || length > bytes.remaining()) {
            throw new BufferUnderflowException();
        }
        ByteBuffer utf8 = bytes.slice(bytes.position(), length);
        bytes.position(bytes.position() + length);
        String text = StandardCharsets.UTF_8.newDecoder().decode(utf8).toString();
        if (!Text.isSound(text)) {
            throw new IllegalArgumentException("no text that can be stored");
        }
        return text;
    }
}
